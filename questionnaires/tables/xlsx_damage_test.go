package tables

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"flag"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"math/rand/v2"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// largeBook makes a workbook with so many rows under its header, and so many columns.
func largeBook(t testing.TB, rows, columns int) []byte {
	return makeBook(t, func(f *excelize.File) {
		random := rand.New(rand.NewPCG(uint64(rows), 2))
		for i := range rows + 1 {
			row := make([]any, columns)
			for j := range row {
				switch {
				case i == 0:
					row[j] = fmt.Sprintf("Question %d", j)
				case j == 0:
					row[j] = i
				case j == 1:
					row[j] = fmt.Sprintf("person %d", i*i%997)
				default:
					row[j] = "option " + strconv.Itoa(random.IntN(6)) + " of the question"
				}
			}
			must(t, f.SetSheetRow("Sheet1", "A"+strconv.Itoa(i+1), &row))
		}
	})
}

// damages is how often each kind of damage is done to a table of 5,000 rows.
var damages = flag.Int("damages", 100, "how many places a table is cut at, and how many of its bits are turned round")

// TestXLSXDamage cuts a workbook at many places and turns many bits of it round: it is refused, or the very same.
func TestXLSXDamage(t *testing.T) {
	file := largeBook(t, 5000, 2)
	want, n, err := digestXLSX(file)
	if err != nil || n != 5000 {
		t.Fatal(n, err)
	}
	random := rand.New(rand.NewPCG(3, 4))
	accepted := 0
	check := func(damaged []byte, what string) {
		got, rows, err := digestXLSX(damaged)
		if err != nil {
			wantProblem(t, err, "")
			return
		}
		accepted++
		if got != want {
			t.Errorf("%s: %d rows are accepted, and not as they were", what, rows)
		}
	}
	for range *damages {
		at := random.IntN(len(file))
		check(file[:at], fmt.Sprintf("cut at byte %d", at))
	}
	if accepted > 0 {
		t.Errorf("%d cut files are accepted", accepted)
	}
	for i := range *damages {
		at := random.IntN(len(file))
		if i%4 == 0 { // the list of contents, where a bit means most
			at = len(file) - 1 - random.IntN(1500)
		}
		damaged := bytes.Clone(file)
		damaged[at] ^= 1 << random.IntN(8)
		check(damaged, fmt.Sprintf("a bit of byte %d", at))
	}
	t.Logf("%d of %d turned bits changed nothing", accepted, *damages)
}

// TestXLSXCutXML cuts the sheet within a workbook that is sound as a ZIP.
func TestXLSXCutXML(t *testing.T) {
	rows := ""
	for i := 2; i < 8; i++ {
		rows += fmt.Sprintf(`<row r="%d"><c r="A%d" t="s"><v>0</v></c><c r="B%d" s="1"><v>%d</v></c></row>`, i, i, i, i)
	}
	const first = "xl/worksheets/sheet1.xml"
	good := bookOf(sheetOf(header3+rows), `<t>x</t>`)
	mustRead(t, zipped(t, good), Options{})
	for _, name := range []string{first, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", "_rels/.rels"} {
		for n := 0; ; n++ {
			whole := false
			cut := with(good, name, func(s string) string {
				whole = n == len(s)
				return s[:min(n, len(s))]
			})
			if whole {
				break
			}
			if _, err := readXLSX(zipped(t, cut), Options{}); err == nil {
				t.Fatalf("%s cut after %d bytes is accepted", name, n)
			}
		}
	}
}

// rawZip makes a ZIP of one file with the fields that are given, whatever they say.
func rawZip(t *testing.T, file []byte, name string, change func(*zip.FileHeader)) []byte {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	must(t, err)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range r.File {
		h := f.FileHeader
		h.Flags &^= 8
		if h.Name == name {
			change(&h)
		}
		w, err := z.CreateRaw(&h)
		must(t, err)
		in, err := f.OpenRaw()
		must(t, err)
		_, err = io.Copy(w, in)
		must(t, err)
	}
	must(t, z.Close())
	return b.Bytes()
}

func TestXLSXZip(t *testing.T) {
	const first = "xl/worksheets/sheet1.xml"
	good := zipped(t, bookOf(sheetOf(header3+`<row r="2"><c r="A2"><v>1</v></c></row>`+strings.Repeat(" ", 5000))))
	for _, c := range []struct {
		name   string
		change func(*zip.FileHeader)
		want   string
	}{
		{"sound", func(*zip.FileHeader) {}, ""},
		{"checksum", func(h *zip.FileHeader) { h.CRC32 ^= 1 }, "its checksum is wrong"},
		{"no checksum", func(h *zip.FileHeader) { h.CRC32 = 0 }, "its checksum is wrong"},
		{"length", func(h *zip.FileHeader) { h.UncompressedSize64++ }, "its checksum is wrong"},
		{"method", func(h *zip.FileHeader) { h.Method = 12 }, "compressed in a way that workbooks do not use"},
		{"stored", func(h *zip.FileHeader) { h.Method = zip.Store }, "is damaged"},
		{"password", func(h *zip.FileHeader) { h.Flags |= 1 }, "protected by a password"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := readXLSX(rawZip(t, good, first, c.change), Options{})
			if c.want != "" {
				wantProblem(t, err, c.want)
			} else if err != nil {
				t.Error(err)
			}
		})
	}
	unused := append(bookOf(sheetOf(header3+`<row r="2"><c r="A2"><v>1</v></c></row>`)), bookFile{"xl/vbaProject.bin", "macro"})
	if _, err := readXLSX(rawZip(t, zipped(t, unused), "xl/vbaProject.bin", func(h *zip.FileHeader) { h.CRC32++ }), Options{}); err != nil {
		t.Errorf("what is not used is read: %v", err)
	}
}

// overlapping makes a ZIP whose sheets are all one and the same stretch of the file, which inflates to much more.
func overlapping(t *testing.T) []byte {
	var b bytes.Buffer
	sheets, rels := "", ""
	for i := range 100 {
		sheets += fmt.Sprintf(`<sheet name="S%d" sheetId="%d" r:id="s%d"/>`, i, i+1, i)
		rels += fmt.Sprintf(`<Relationship Id="s%d" Type="%sworksheet" Target="s%d.xml"/>`, i, relation0, i)
	}
	files := bookOf("")[:4]
	files = with(files, "xl/workbook.xml", func(s string) string { return s[:strings.Index(s, "<sheet ")] + sheets + `</sheets></workbook>` })
	files = with(files, "xl/_rels/workbook.xml.rels", func(s string) string {
		return s[:strings.Index(s, "<Relationship ")] + rels + `</Relationships>`
	})
	text := sheetOf(strings.Repeat(" ", 16<<20))
	var deflated bytes.Buffer
	w, err := flate.NewWriter(&deflated, 9)
	must(t, err)
	_, err = io.WriteString(w, text)
	must(t, err)
	must(t, w.Close())
	z := zip.NewWriter(&b)
	for _, f := range files {
		w, err := z.Create(f.name)
		must(t, err)
		_, err = io.WriteString(w, f.text)
		must(t, err)
	}
	for i := range 100 {
		h := &zip.FileHeader{Name: fmt.Sprintf("xl/s%d.xml", i), Method: zip.Deflate, CRC32: crc32.ChecksumIEEE([]byte(text)),
			CompressedSize64: uint64(deflated.Len()), UncompressedSize64: uint64(len(text))}
		w, err := z.CreateRaw(h)
		must(t, err)
		if i == 0 {
			_, err = w.Write(deflated.Bytes())
			must(t, err)
		}
	}
	must(t, z.Close())
	return pointToFirst(b.Bytes())
}

// pointToFirst makes every sheet of a ZIP's list of contents begin where the first one does.
func pointToFirst(file []byte) []byte {
	var first []byte
	for at := 0; ; {
		n := bytes.Index(file[at:], []byte("PK\x01\x02"))
		if n < 0 {
			return file
		}
		at += n + 4
		entry := file[at-4:]
		if !bytes.HasPrefix(entry[46:], []byte("xl/s")) {
			continue
		}
		if first == nil {
			first = entry[42:46]
		}
		copy(entry[42:46], first)
	}
}

// slow is too long for a hostile file on any machine: they take 2 seconds at most on one that does nothing else.
const slow = time.Minute

// TestXLSXHostile reads files that are made to exhaust who reads them: each in 2 seconds and 256 MB, refused or right.
func TestXLSXHostile(t *testing.T) {
	good := sheetOf(header3 + `<row r="2"><c r="A2" t="s"><v>0</v></c></row>`)
	each := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "#", strconv.Itoa(i+2)))
		}
		return b.String()
	}
	shared := func(name, change string) []bookFile {
		return with(bookOf(good, `<t>x</t>`), name, func(s string) string { return strings.Replace(s, "<si>", change+"<si>", 1) })
	}
	const laughs = `<!DOCTYPE s [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>`
	large := `<t>` + strings.Repeat("y", maxCell) + `</t>`
	for _, c := range []struct {
		name string
		file func() []byte
		want string // "" if it is to be read
		rows int
	}{
		{"far cells", func() []byte {
			return zipped(t, bookOf(sheetOf(header3+each(2000, `<row r="#"><c r="XFD#"><v>1</v></c></row>`))))
		}, "", 2000},
		{"far row", func() []byte {
			return zipped(t, bookOf(sheetOf(header3+`<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`)))
		}, "", 1},
		{"deep", func() []byte { return zipped(t, bookOf(strings.Repeat("<a>", 3e6))) }, "should hold a worksheet", 0},
		{"deep in a row", func() []byte {
			return zipped(t, bookOf(sheetOf(header3+`<row r="2"><c r="A2"><extLst>`+strings.Repeat("<a>", 3e6))))
		}, "64 deep", 0},
		{"laughs", func() []byte {
			return zipped(t, bookOf(strings.Replace(good, "<worksheet", laughs+"<worksheet", 1), `<t>x</t>`))
		}, "DOCTYPE", 0},
		{"laughing texts", func() []byte { return zipped(t, shared("xl/sharedStrings.xml", laughs)) }, "DOCTYPE", 0},
		{"spaces", func() []byte { return zipped(t, bookOf(sheetOf(header3+strings.Repeat(" ", 128<<20)))) }, "more than 250 times its size", 0},
		{"a long tag", func() []byte { return zipped(t, bookOf(sheetOf(header3+`<row `+strings.Repeat(" ", 32<<20)))) }, "tag longer", 0},
		{"many attributes", func() []byte { return zipped(t, bookOf(sheetOf(header3+`<row `+manyAttributes(9000)))) }, "attributes", 0},
		{"small pieces", func() []byte {
			return zipped(t, bookOf(sheetOf(header3+`<row r="2"><c r="A2" t="str"><v>x`+strings.Repeat("<![CDATA[]]><!----><?a?>", 1e6)+`</v></c></row>`)))
		}, "", 1},
		{"one large text", func() []byte {
			return zipped(t, bookOf(sheetOf(header3+each(5000, `<row r="#"><c t="s"><v>0</v></c></row>`)), large))
		}, "", 5000},
		{"wide with a large text", func() []byte {
			return zipped(t, bookOf(sheetOf(`<row r="1">`+each(2000, `<c><v>1</v></c>`)+`</row><row r="2">`+each(2000, `<c t="s"><v>0</v></c>`)+`</row>`), large))
		}, "more than 4194304 bytes of text", 0},
		{"texts", func() []byte { return zipped(t, shared("xl/sharedStrings.xml", strings.Repeat("<si/>", maxTexts))) }, "more than 2000000 different texts", 0},
		{"large texts", func() []byte {
			return zipped(t, shared("xl/sharedStrings.xml", strings.Repeat("<si>"+large+"</si>", 260)))
		}, "", 0},
		{"formats", func() []byte {
			return zipped(t, with(bookOf(good, `<t>x</t>`), "xl/styles.xml", func(s string) string {
				return strings.Replace(s, `<xf `, strings.Repeat(`<xf numFmtId="14"/>`, maxFormats)+`<xf `, 1)
			}))
		}, "more than 100000 formats", 0},
		{"merged", func() []byte {
			return zipped(t, bookOf(strings.Replace(good, "</sheetData>", "</sheetData><mergeCells>"+each(maxMerged+1, `<mergeCell ref="A#:B#"/>`)+"</mergeCells>", 1), `<t>x</t>`))
		}, "more than 1000 merged ranges", 0},
		{"entries", func() []byte {
			files := bookOf(good, `<t>x</t>`)
			for i := range maxEntries {
				files = append(files, bookFile{strconv.Itoa(i), ""})
			}
			return zipped(t, files)
		}, "more than 10000 files", 0},
		{"directory", func() []byte {
			file := zipped(t, append(bookOf(good, `<t>x</t>`), bookFile{"x", strings.Repeat("\x00\x01", 100)}))
			file = append(bytes.Repeat([]byte{0}, maxDirectory), file...)
			return file
		}, "list of contents is longer", 0},
		{"directory of Zip64", func() []byte {
			file := zipped(t, bookOf(good, `<t>x</t>`))
			binary.LittleEndian.PutUint32(file[len(file)-6:], 1<<32-1)
			return file
		}, "more than 4 GiB", 0},
		{"sheets in one place", func() []byte { return overlapping(t) }, "more than 250 times its size", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			file := c.file()
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			rows, err := countXLSX(file)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			allocated := after.TotalAlloc - before.TotalAlloc
			t.Logf("%d bytes: %v, %d MB in all, %d rows", len(file), took, allocated>>20, rows)
			if took > slow || allocated > 256<<20 {
				t.Errorf("it takes %v and %d MB", took, allocated>>20)
			}
			if c.want != "" {
				wantProblem(t, err, c.want)
			} else if c.rows > 0 && (err != nil || rows != c.rows) {
				t.Errorf("%d rows, %v", rows, err)
			}
		})
	}
}

// digestXLSX reads a workbook and keeps no more than a sum of all that is in it, and the number of rows.
func digestXLSX(file []byte) (sum uint64, rows int, err error) {
	table, err := openXLSX("answers.xlsx", bytes.NewReader(file), int64(len(file)), Options{})
	if err != nil {
		return 0, 0, err
	}
	h := fnv.New64a()
	fmt.Fprintf(h, "%q", table.Header)
	for {
		b, err := table.Next()
		if err == io.EOF {
			return h.Sum64(), rows, nil
		}
		if err != nil {
			return 0, rows, err
		}
		err = b.Each(func(row Row) error {
			rows++
			for _, c := range row.Cells {
				h.Write(c)
				h.Write([]byte{0})
			}
			h.Write([]byte(row.Fault))
			return nil
		})
		if err != nil {
			return 0, rows, err
		}
	}
}

// countXLSX reads a workbook and counts its rows.
func countXLSX(file []byte) (rows int, err error) {
	table, err := openXLSX("answers.xlsx", bytes.NewReader(file), int64(len(file)), Options{})
	for err == nil {
		var b *Block
		if b, err = table.Next(); err == nil {
			err = b.Each(func(Row) error { rows++; return nil })
		}
	}
	if err == io.EOF {
		err = nil
	}
	return rows, err
}

// BenchmarkXLSX reads a workbook of 31 columns, and the same with excelize.
func BenchmarkXLSX(b *testing.B) {
	const rows = 20000
	file := largeBook(b, rows, 31)
	run := func(name string, read func() (int, error)) {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(file)))
			for b.Loop() {
				if n, err := read(); err != nil || n != rows {
					b.Fatal(n, err)
				}
			}
			b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
	run("ours", func() (int, error) { return countXLSX(file) })
	run("excelize", func() (int, error) {
		f, err := excelize.OpenReader(bytes.NewReader(file))
		if err != nil {
			return 0, err
		}
		defer f.Close()
		rows, err := f.Rows("Sheet1")
		if err != nil {
			return 0, err
		}
		n := -1
		for rows.Next() {
			if _, err := rows.Columns(); err != nil {
				return n, err
			}
			n++
		}
		return n, rows.Close()
	})
}
