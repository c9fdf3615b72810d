package tables

import "strconv"

// NamesHead gives the beginning of the table that says who is who: a BOM and the names of its columns. It is kept
// apart from the matrix, so that who reviews it need not know.
func NamesHead() []byte { return appendRow([]byte(bom), "row", "reference", "name", "email") }

// AppendName appends a person to that table, with the number that they have in the matrix.
func AppendName(dst []byte, number int, p Person) []byte {
	return appendRow(dst, strconv.Itoa(number), p.Reference, p.Name, p.Email)
}
