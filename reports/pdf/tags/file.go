package tags

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A place is where the file holds an object: at an offset, or in an object stream under an index.
type place struct{ kind, at, index int }

// perStream is how many objects share an object stream. They compress better together; a reader that
// wants one reads all of its stream.
const perStream = 500

// A writer writes a file.
type writer struct {
	bytes.Buffer
	places []place // by number; number 0 is none
}

// packers are used again, as they are costly to make. Level 4 takes two thirds of the time of the usual
// 6, and gives 4 % more.
var packers = sync.Pool{New: func() any {
	packer, err := zlib.NewWriterLevel(nil, 4)
	if err != nil {
		panic(err) // there is a level 4
	}
	return packer
}}

// pack compresses data.
func pack(data []byte) ([]byte, error) {
	packer := packers.Get().(*zlib.Writer)
	defer packers.Put(packer)
	var packed bytes.Buffer
	packer.Reset(&packed)
	if _, err := packer.Write(data); err != nil {
		return nil, err
	}
	if err := packer.Close(); err != nil {
		return nil, err
	}
	return packed.Bytes(), nil
}

// file writes the objects: streams by themselves, all others in object streams, so that they are
// compressed. ISO 32000-1, 7.5.7 and 7.5.8.
func (o *objects) file() ([]byte, error) {
	w := &writer{places: make([]place, len(o.list)+1)}
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
	var index, values []byte
	for _, n := range numbers {
		index = append(strconv.AppendInt(index, int64(n), 10), ' ')
		index = append(strconv.AppendInt(index, int64(len(values)), 10), ' ')
		values = append(append(values, o.list[n-1].value...), '\n')
	}
	return object{
		value:  fmt.Sprintf("<</Type/ObjStm/N %d/First %d>>", len(numbers), len(index)),
		stream: append(index, values...),
	}
}

// put writes a stream.
func (w *writer) put(number int, x object) error {
	w.places[number] = place{kind: 1, at: w.Len()}
	data, filter := x.stream, ""
	if !x.clear {
		filter = "/Filter/FlateDecode"
	}
	if !x.clear && !x.packed {
		var err error
		if data, err = pack(x.stream); err != nil {
			return err
		}
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
