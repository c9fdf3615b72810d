package tables

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"maps"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Limits of a workbook. Each has its own message; a table of answers comes near none of them.
const (
	maxEntries   = 10_000    // files in the ZIP
	maxDirectory = 8 << 20   // bytes of the ZIP's list of them
	maxPart      = 2 << 30   // bytes of one part, inflated
	maxRatio     = 250       // inflated bytes for each byte of the file,
	freeRatio    = 64 << 20  // which nobody asks about before so many of them
	maxSheets    = 255       // sheets
	maxFormats   = 100_000   // formats of cells
	maxCell      = 1 << 20   // bytes of a text; Excel itself allows 32,767 characters
	maxRowText   = 4 << 20   // bytes of all texts of a row
	maxShared    = 256 << 20 // bytes of the shared texts
	maxTexts     = 2_000_000 // shared texts
	maxColumns   = 2_000     // columns of a header
	maxMerged    = 1_000     // merged ranges
	lastRow      = 1_048_576 // of any sheet
	lastColumn   = 16_384
)

// saveAgain is the remedy for a file that is not as a spreadsheet program writes it.
const saveAgain = "open it in Excel or LibreOffice, look whether all is there, save it again as .xlsx, and use that"

// A flaw is why a workbook is refused.
type flaw struct{ what, fix string }

func (f *flaw) Error() string { return f.what }

func flawed(format string, args ...any) error {
	return &flaw{what: fmt.Sprintf(format, args...), fix: saveAgain}
}

// tooMuch is a flaw that names a limit.
func tooMuch(format string, args ...any) error {
	return &flaw{what: fmt.Sprintf(format, args...), fix: "save the table alone as CSV, and use that"}
}

// An archive is a ZIP file whose parts are read only if they are asked for, and then to their end.
type archive struct {
	parts    map[string]*zip.File // by name in small letters
	size     int64
	inflated int64 // of all parts so far
}

// openArchive reads the ZIP's list of files.
func openArchive(f io.ReaderAt, size int64) (*archive, error) {
	if err := checkDirectory(f, size); err != nil {
		return nil, err
	}
	z, err := zip.NewReader(f, size)
	if err != nil {
		return nil, flawed("the file is damaged or cut short: its list of contents cannot be read")
	}
	if len(z.File) > maxEntries {
		return nil, tooMuch("the workbook has more than %d files in it", maxEntries)
	}
	a := &archive{parts: make(map[string]*zip.File, len(z.File)), size: size}
	for _, entry := range z.File {
		name := partName(entry.Name)
		if a.parts[name] != nil {
			return nil, flawed("the workbook has two files %q in it", name)
		}
		a.parts[name] = entry
	}
	return a, nil
}

// checkDirectory looks at the end of the ZIP, so that a list of millions of files is refused before it is read.
func checkDirectory(f io.ReaderAt, size int64) error {
	tail := make([]byte, min(size, 22+1<<16))
	if _, err := f.ReadAt(tail, size-int64(len(tail))); err != nil && err != io.EOF {
		return err
	}
	i := bytes.LastIndex(tail, []byte("PK\x05\x06"))
	if i < 0 || len(tail)-i < 22 {
		return flawed("the file is damaged or cut short: it has no end as a workbook has")
	}
	at := int64(binary.LittleEndian.Uint32(tail[i+16:]))
	end := size - int64(len(tail)-i)
	if at > end {
		return flawed("the file is damaged, or a workbook of more than 4 GiB")
	}
	if end-at > maxDirectory {
		return tooMuch("the workbook's list of contents is longer than %d bytes", maxDirectory)
	}
	return nil
}

// partName makes names of parts comparable: OPC compares them without case, and old writers use backslashes.
func partName(name string) string {
	return strings.TrimPrefix(strings.ToLower(strings.ReplaceAll(name, `\`, "/")), "/")
}

// A part is a file in the archive while it is read.
type part struct {
	name    string
	archive *archive
	entry   *zip.File
	in      io.Reader
	used    int64 // bytes of the file
	n       int64 // bytes, inflated
	crc     uint32
	err     error
}

// open begins to read a part.
func (a *archive) open(name string) (*part, error) {
	entry := a.parts[partName(name)]
	if entry == nil {
		return nil, flawed("%s is missing in the workbook", name)
	}
	if entry.Flags&1 != 0 {
		return nil, &flaw{name + " is protected by a password", "save the workbook without a password, and use that"}
	}
	raw, err := entry.OpenRaw()
	if err != nil {
		return nil, flawed("%s cannot be found in the workbook", name)
	}
	p := &part{name: name, archive: a, entry: entry}
	in := bufio.NewReaderSize(counted{raw, &p.used}, 64<<10)
	switch entry.Method {
	case zip.Store:
		p.in = in
	case zip.Deflate:
		p.in = flate.NewReader(in)
	default:
		return nil, flawed("%s is compressed in a way that workbooks do not use", name)
	}
	return p, nil
}

// counted counts what is read.
type counted struct {
	in io.Reader
	n  *int64
}

func (c counted) Read(b []byte) (int, error) {
	n, err := c.in.Read(b)
	*c.n += int64(n)
	return n, err
}

// Read gives the part's bytes. It ends with io.EOF only if their number and their checksum are right.
func (p *part) Read(b []byte) (int, error) {
	if p.err != nil {
		return 0, p.err
	}
	n, err := p.in.Read(b)
	p.n += int64(n)
	p.archive.inflated += int64(n)
	p.crc = crc32.Update(p.crc, crc32.IEEETable, b[:n])
	switch {
	case p.n > maxPart:
		err = tooMuch("%s is longer than %d bytes", p.name, maxPart)
	case p.archive.inflated > freeRatio && p.archive.inflated/maxRatio > p.archive.size:
		err = tooMuch("the workbook holds more than %d times its size: that is no table but a trap", maxRatio)
	case err == io.EOF && (uint64(p.n) != p.entry.UncompressedSize64 || p.crc != p.entry.CRC32):
		err = flawed("%s is damaged: its checksum is wrong", p.name)
	case err != nil && err != io.EOF:
		err = flawed("%s is damaged: it cannot be unpacked", p.name)
	}
	p.err = err
	return n, err
}

// scan opens a part as XML.
func (a *archive) scan(name string) (*scanner, error) {
	p, err := a.open(name)
	if err != nil {
		return nil, err
	}
	return newScanner(name, p), nil
}

// The namespaces of the parts, as Excel writes them and as "Strict Open XML" has them.
const (
	mainSpace       = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	mainSpaceStrict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
	relationSpace   = "http://schemas.openxmlformats.org/package/2006/relationships"
)

// A relation says where a part is that another one needs.
type relation struct {
	kind   string // the last word of its type
	target string
	inside bool // the package
}

// relations reads what the part of this name needs, by id.
func (a *archive) relations(of string) (map[string]relation, error) {
	dir, file := path.Split(of)
	name := dir + "_rels/" + file + ".rels"
	x, err := a.scan(name)
	if err != nil {
		return nil, err
	}
	if err := x.begin("Relationships", relationSpace); err != nil {
		return nil, err
	}
	all := map[string]relation{}
	err = x.children(func(element string) error {
		if element != "Relationship" {
			return nil
		}
		id, kind := string(x.attr("Id")), string(x.attr("Type"))
		target := strings.ReplaceAll(string(x.attr("Target")), `\`, "/")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		if _, twice := all[id]; twice {
			return x.ill("it has the relation %q twice", id)
		}
		target = strings.TrimPrefix(path.Clean(target), "/")
		all[id] = relation{kind[strings.LastIndexByte(kind, '/')+1:], target, string(x.attr("TargetMode")) != "External"}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return all, x.finish()
}

// ofKind finds the only relation of a kind; "" if there is none.
func ofKind(all map[string]relation, of, kind string) (string, error) {
	target := ""
	for _, r := range all {
		if r.kind != kind || !r.inside {
			continue
		}
		if target != "" {
			return "", flawed("%s has two parts of the kind %q", of, kind)
		}
		target = r.target
	}
	return target, nil
}

// A workbook is what is known of a workbook before one of its sheets is read.
type workbook struct {
	archive   *archive
	since1904 bool
	sheets    []sheetInfo
	response  []string // the sheets that Microsoft Forms writes to
	looks     []look   // by the number of the format of a cell
	shared    sharedTexts
}

type sheetInfo struct {
	name   string
	part   string // "" for a sheet of charts, which holds no table
	hidden bool
}

// openWorkbook reads all that a sheet needs.
func openWorkbook(f io.ReaderAt, size int64) (*workbook, error) {
	a, err := openArchive(f, size)
	if err != nil {
		return nil, err
	}
	if a.parts["_rels/.rels"] == nil {
		return nil, a.otherKind()
	}
	top, err := a.relations("")
	if err != nil {
		return nil, err
	}
	name, err := ofKind(top, "the package", "officeDocument")
	if err != nil {
		return nil, err
	}
	if strings.HasSuffix(strings.ToLower(name), ".bin") {
		return nil, &flaw{"this is a binary workbook (.xlsb), which is not read", "save it as .xlsx or as CSV, and use that"}
	}
	if name == "" || a.parts[partName(name)] == nil {
		return nil, a.otherKind()
	}
	w := &workbook{archive: a}
	related, err := a.relations(name)
	if err != nil {
		return nil, err
	}
	if err := w.readSheets(name, related); err != nil {
		return nil, err
	}
	if err := w.readLooks(name, related); err != nil {
		return nil, err
	}
	return w, w.readShared(name, related)
}

// otherKind says what a ZIP is that is no workbook of ours.
func (a *archive) otherKind() error {
	for _, name := range slices.Sorted(maps.Keys(a.parts)) {
		switch {
		case name == "content.xml" || name == "mimetype":
			return &flaw{"this is an OpenDocument file (.ods), which is not read", "save it as .xlsx or as CSV, and use that"}
		case strings.HasSuffix(name, ".iwa"):
			return &flaw{"this is a Numbers spreadsheet, which is not read", "export it from Numbers as Excel (.xlsx) or CSV, and use that"}
		case strings.HasSuffix(name, ".csv") || strings.HasSuffix(name, ".xlsx"):
			return &flaw{"this is a ZIP file with tables in it", "unpack it, and use the table itself"}
		case strings.HasPrefix(name, "word/"), strings.HasPrefix(name, "ppt/"):
			return &flaw{"this is a text document or a presentation, no table", "save the table as .xlsx or as CSV, and use that"}
		}
	}
	return flawed("this is a ZIP file, but no workbook: it does not say where its sheets are")
}

// readSheets reads the list of sheets and of the names that Microsoft Forms leaves.
func (w *workbook) readSheets(name string, related map[string]relation) error {
	x, err := w.archive.scan(name)
	if err != nil {
		return err
	}
	if err := x.begin("workbook", mainSpace, mainSpaceStrict); err != nil {
		return err
	}
	err = x.children(func(element string) error {
		switch element {
		case "workbookPr":
			flag, err := x.flag("date1904")
			w.since1904 = flag
			return err
		case "sheets":
			return x.children(func(string) error { return w.readSheet(x, related) })
		case "definedNames":
			return x.children(func(string) error { return w.readName(x) })
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(w.sheets) == 0 {
		return flawed("the workbook has no sheets")
	}
	return x.finish()
}

func (w *workbook) readSheet(x *scanner, related map[string]relation) error {
	s := sheetInfo{name: string(x.attr("name"))}
	switch state := string(x.attr("state")); state {
	case "hidden", "veryHidden":
		s.hidden = true
	case "", "visible":
	default:
		return x.ill("the sheet %q is neither visible nor hidden", s.name)
	}
	r, known := related[string(x.prefixed("id"))]
	if !known || !r.inside {
		return flawed("the workbook does not say where its sheet %q is", s.name)
	}
	if r.kind == "worksheet" {
		s.part = r.target
		if w.archive.parts[partName(s.part)] == nil {
			return flawed("%s, the sheet %q, is missing in the workbook", s.part, s.name)
		}
	}
	if slices.ContainsFunc(w.sheets, func(o sheetInfo) bool { return strings.EqualFold(o.name, s.name) }) {
		return flawed("the workbook has two sheets %q", s.name)
	}
	if len(w.sheets) == maxSheets {
		return tooMuch("the workbook has more than %d sheets", maxSheets)
	}
	w.sheets = append(w.sheets, s)
	return nil
}

// readName looks for the defined name by which Microsoft Forms finds its sheet: its value is the sheet's name,
// as a text or as a place.
func (w *workbook) readName(x *scanner) error {
	if !strings.HasSuffix(string(x.attr("name")), "ResponseSheet") {
		return nil
	}
	value, err := x.content(nil)
	sheet, _, _ := strings.Cut(strings.TrimSpace(string(value)), "!")
	sheet = strings.Trim(sheet, `"'`)
	if !slices.Contains(w.response, sheet) {
		w.response = append(w.response, sheet)
	}
	return err
}

// flag reads an attribute that is true or false.
func (x *scanner) flag(name string) (bool, error) {
	switch value := string(x.attr(name)); value {
	case "", "0", "false", "off":
		return false, nil
	case "1", "true", "on":
		return true, nil
	default:
		return false, x.ill("%s is %q, neither true nor false", name, value)
	}
}

// number reads an attribute that is a number from 0 to most; 0 if there is none.
func (x *scanner) number(name string, most int) (int, error) {
	if x.attr(name) == nil {
		return 0, nil
	}
	n, err := strconv.Atoi(string(x.attr(name)))
	if err != nil || n < 0 || n > most {
		return 0, x.ill("%s is %q, and should be a number from 0 to %d", name, x.attr(name), most)
	}
	return n, nil
}

// readLooks reads which formats of cells show a number as a date, a time or a percentage.
func (w *workbook) readLooks(name string, related map[string]relation) error {
	target, err := ofKind(related, name, "styles")
	if err != nil || target == "" {
		return err
	}
	x, err := w.archive.scan(target)
	if err != nil {
		return err
	}
	if err := x.begin("styleSheet", mainSpace, mainSpaceStrict); err != nil {
		return err
	}
	custom, ids := map[int]look{}, []int(nil)
	err = x.children(func(element string) error {
		switch element {
		case "numFmts":
			return x.children(func(string) error {
				id, err := x.number("numFmtId", 1<<31-1)
				custom[id] = lookOf(string(x.attr("formatCode")))
				return err
			})
		case "cellXfs":
			return x.children(func(string) error {
				id, err := x.number("numFmtId", 1<<31-1)
				ids = append(ids, id)
				if len(ids) > maxFormats {
					return tooMuch("the workbook has more than %d formats of cells", maxFormats)
				}
				return err
			})
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, id := range ids {
		l, found := custom[id]
		if !found {
			l = builtinLook(id)
		}
		w.looks = append(w.looks, l)
	}
	return x.finish()
}
