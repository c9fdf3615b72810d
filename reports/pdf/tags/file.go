package tags

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// A place is where the file holds an object: at an offset, or in an object stream under an index.
type place struct{ kind, at, index int }

// perStream is how many objects share an object stream. They compress better together; a reader that
// wants one reads all of its stream.
const perStream = 500

// A writer writes a file.
type writer struct {
	bytes.Buffer
	pack   *zlib.Writer // used again for each stream, as it is costly to make
	places []place      // by number; number 0 is none
}

// file writes the objects: streams by themselves, all others in object streams, so that they are
// compressed. ISO 32000-1, 7.5.7 and 7.5.8.
func (o *objects) file() ([]byte, error) {
	pack, err := zlib.NewWriterLevel(nil, zlib.DefaultCompression) // the best one costs half as much again, for 1 % less
	if err != nil {
		return nil, err
	}
	w := &writer{pack: pack, places: make([]place, len(o.list)+1)}
	w.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	var loose []int
	for i, x := range o.list {
		if x.stream == nil {
			loose = append(loose, i+1)
		} else if err := w.put(i+1, x); err != nil {
			return nil, err
		}
	}
	for numbers := range slices.Chunk(loose, perStream) {
		number := len(w.places)
		w.places = append(w.places, place{})
		for index, held := range numbers {
			w.places[held] = place{2, number, index}
		}
		if err := w.put(number, o.gather(numbers)); err != nil {
			return nil, err
		}
	}
	return w.finish()
}

// gather makes an object stream.
func (o *objects) gather(numbers []int) object {
	var index, values strings.Builder
	for _, n := range numbers {
		fmt.Fprintf(&index, "%d %d ", n, values.Len())
		values.WriteString(o.list[n-1].value + "\n")
	}
	return object{
		value:  fmt.Sprintf("<</Type/ObjStm/N %d/First %d>>", len(numbers), index.Len()),
		stream: []byte(index.String() + values.String()),
	}
}

// put writes a stream.
func (w *writer) put(number int, x object) error {
	w.places[number] = place{kind: 1, at: w.Len()}
	data, filter := x.stream, ""
	if !x.clear {
		filter = "/Filter/FlateDecode"
		var packed bytes.Buffer
		w.pack.Reset(&packed)
		if _, err := w.pack.Write(x.stream); err != nil {
			return err
		}
		if err := w.pack.Close(); err != nil {
			return err
		}
		data = packed.Bytes()
	}
	fmt.Fprintf(w, "%d 0 obj\n%s%s/Length %d>>\nstream\n", number, strings.TrimSuffix(x.value, ">>"), filter, len(data))
	w.Write(data)
	w.WriteString("\nendstream\nendobj\n")
	return nil
}

// finish ends the file with its cross-reference stream, and gives it.
func (w *writer) finish() ([]byte, error) {
	start, number := w.Len(), len(w.places)
	w.places = append(w.places, place{kind: 1, at: start})
	id := sha256.Sum256(w.Bytes())
	table := object{stream: table(w.places), value: fmt.Sprintf(
		"<</Type/XRef/Size %d/W[1 4 2]/DecodeParms<</Predictor 12/Columns %d>>/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]>>",
		len(w.places), rowSize, catalogObject, infoObject, id[:16], id[:16])}
	if err := w.put(number, table); err != nil {
		return nil, err
	}
	fmt.Fprintf(w, "startxref\n%d\n%%%%EOF\n", start)
	return w.Bytes(), nil
}

// rowSize is the size of a row of the cross-reference stream, in fields of 1, 4 and 2 bytes.
const rowSize = 7

// table is the data of the cross-reference stream. Object 0 is free. Each row is what it is more than
// the one before, byte by byte, after a 2 that says so (the predictor "Up" of PNG): one packs to next
// to nothing that way.
func table(places []place) []byte {
	var data []byte
	last := make([]byte, rowSize)
	for i, p := range places {
		if i == 0 {
			p = place{index: 0xFFFF}
		}
		row := binary.BigEndian.AppendUint32([]byte{byte(p.kind)}, uint32(p.at))
		row = binary.BigEndian.AppendUint16(row, uint16(p.index))
		data = append(data, 2)
		for k := range row {
			data = append(data, row[k]-last[k])
		}
		last = row
	}
	return data
}
