package tables

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

// A look is how a style shows a number, as far as it changes what a person reads in the cell.
type look uint8

const (
	asNumber  look = iota
	asPercent      // 1 is shown as 100%
	asDate
	asTime // of a day, or a length of time
)

// lookOf says how a number format shows a number. The first section is the one for positive numbers.
func lookOf(format string) look {
	date, clock, percent := false, false, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; c {
		case '"':
			n := strings.IndexByte(format[i+1:], '"')
			if n < 0 {
				return asNumber
			}
			i += n + 1
		case '\\', '_', '*':
			i++
		case '[':
			n := strings.IndexByte(format[i:], ']')
			if n < 0 {
				return asNumber
			}
			clock = clock || elapsed(format[i+1:i+n])
			i += n
		case ';':
			i = len(format)
		case 'G', 'g':
			if len(format)-i >= 7 && strings.EqualFold(format[i:i+7], "General") {
				i += 6
			}
		case 'y', 'Y', 'd', 'D':
			date = true
		case 'm', 'M', 'h', 'H', 's', 'S':
			clock = true
		case '%':
			percent = true
		}
	}
	switch {
	case date, clock && strings.Contains(strings.ToLower(format), "mmm"):
		return asDate
	case clock:
		return asTime
	case percent:
		return asPercent
	}
	return asNumber
}

// elapsed says whether what stands in brackets is a length of time: [h], [mm], [ss].
func elapsed(s string) bool {
	return s != "" && (strings.Trim(s, "hH") == "" || strings.Trim(s, "mM") == "" || strings.Trim(s, "sS") == "")
}

// builtinLook knows the formats that a workbook names by number and does not write down (ECMA-376 part 1, 18.8.30).
func builtinLook(id int) look {
	switch {
	case id == 9, id == 10:
		return asPercent
	case id >= 14 && id <= 17, id == 22, id >= 27 && id <= 31, id == 36, id >= 50 && id <= 58:
		return asDate
	case id >= 18 && id <= 21, id >= 32 && id <= 35, id >= 45 && id <= 47:
		return asTime
	}
	return asNumber
}

// number appends a number as a person reads it: 42 for 42.0 and 4.2E1, a date as 2023-09-12 or
// 2023-09-12T23:53:00, 100% for 1 where it is shown so. It says false for what is no number or no date.
func number(dst, raw []byte, l look, since1904 bool) ([]byte, bool) {
	if l == asNumber && plainInteger(raw) {
		return append(dst, raw...), true
	}
	if !numeral(raw) {
		return dst, false
	}
	v, err := strconv.ParseFloat(string(raw), 64)
	if err != nil {
		return dst, false
	}
	switch l {
	case asPercent:
		v, err := strconv.ParseFloat(strconv.FormatFloat(v*100, 'g', 15, 64), 64)
		return append(appendNumber(dst, v), '%'), err == nil
	case asDate, asTime:
		return appendDate(dst, v, l, since1904)
	}
	return appendNumber(dst, v), true
}

// appendNumber writes the shortest number that is this one, without an exponent if it is of a usual size.
func appendNumber(dst []byte, v float64) []byte {
	if v == 0 {
		return append(dst, '0')
	}
	if abs := max(v, -v); abs >= 1e-9 && abs < 1e15 {
		return strconv.AppendFloat(dst, v, 'f', -1, 64)
	}
	return strconv.AppendFloat(dst, v, 'g', -1, 64)
}

// plainInteger says whether a number is written as a person would: 0, 42, -7.
func plainInteger(b []byte) bool {
	b, minus := bytes.CutPrefix(b, []byte("-"))
	if len(b) == 0 || len(b) > 15 || b[0] == '0' && (minus || len(b) > 1) {
		return false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// numeral says whether a number is written as the format wants it. strconv takes more: 0x1p-2, 1_000, NaN.
func numeral(b []byte) bool {
	digits := func() bool {
		n := len(b)
		for len(b) > 0 && b[0] >= '0' && b[0] <= '9' {
			b = b[1:]
		}
		return len(b) < n
	}
	sign := func() {
		if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
			b = b[1:]
		}
	}
	sign()
	good := digits()
	if len(b) > 0 && b[0] == '.' {
		b = b[1:]
		good = digits() || good
	}
	if good && len(b) > 0 && (b[0] == 'e' || b[0] == 'E') {
		b = b[1:]
		sign()
		good = digits()
	}
	return good && len(b) == 0
}

const day = 24 * 60 * 60 // seconds

// appendDate writes a serial number of days as a date, to the second. Day 60 of the 1900 system is a 29 February
// that never was: Lotus 1-2-3 counted it, Excel shows it, and the days before it are counted from one later.
func appendDate(dst []byte, v float64, l look, since1904 bool) ([]byte, bool) {
	if !(v >= 0 && v < 2958466) { // 9999-12-31
		return dst, false
	}
	seconds := int64(v*day + 0.5)
	days, second := seconds/day, seconds%day
	epoch := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)
	switch {
	case since1904:
		epoch = time.Date(1904, 1, 1, 0, 0, 0, 0, time.UTC)
	case days < 60:
		epoch = time.Date(1899, 12, 31, 0, 0, 0, 0, time.UTC)
	}
	t := epoch.AddDate(0, 0, int(days)).Add(time.Duration(second) * time.Second)
	if days == 0 && (l == asTime || !since1904) {
		return t.AppendFormat(dst, "15:04:05"), true
	}
	if days == 60 && !since1904 {
		dst = append(dst, "1900-02-29"...)
	} else {
		dst = t.AppendFormat(dst, time.DateOnly)
	}
	if second != 0 {
		dst = t.AppendFormat(dst, "T15:04:05")
	}
	return dst, t.Year() <= 9999
}
