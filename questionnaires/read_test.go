package questionnaires

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"

	"readiness/assess"
)

// endless is a file of n bytes that is never in memory.
type endless struct{ n int64 }

func (e *endless) Read(p []byte) (int, error) {
	if e.n <= 0 {
		return 0, io.EOF
	}
	n := min(int64(len(p)), e.n)
	for i := range p[:n] {
		p[i] = 'x'
	}
	e.n -= n
	return int(n), nil
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("is a directory") }

func TestRead(t *testing.T) {
	tests := []struct {
		name, src    string
		line, column int
		what, fix    string // fragments
	}{
		{"UTF-16, little end first", "\xff\xfei\x00d\x00", 1, 1, "UTF-16", "Encoding: UTF-8"},
		{"UTF-16, big end first", "\xfe\xff\x00i\x00d", 1, 1, "UTF-16", "Encoding: UTF-8"},
		{"UTF-16 without a mark", "i\x00d\x00", 1, 2, "NUL", "Encoding: UTF-8"},
		{"Latin-1", "id = \"x\"\ntitle = \"caf\xe9\"\n", 2, 13, "0xe9", "Encoding: UTF-8"},
		{"half a character", "id = \"\xe2\x82", 1, 7, "0xe2", "Encoding: UTF-8"},
		{"binary", "\x7fELF\x02\x01\x00\x00", 1, 7, "NUL", "UTF-8"},
		{"a spreadsheet", "PK\x03\x04\x00", 1, 1, "not a text file", ".toml"},
		{"a PDF", "%PDF-1.7\n%\xe2\xe3", 1, 1, "not a text file", ".toml"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := Read("x.toml", strings.NewReader(test.src))
			ps := problemsOf(t, err)
			if len(ps) != 1 {
				t.Fatalf("%d problems", len(ps))
			}
			p := ps[0]
			if p.Line != test.line || p.Column != test.column || !strings.Contains(p.What, test.what) || !strings.Contains(p.Fix, test.fix) {
				t.Errorf("%v: %s; %s", p.Pos, p.What, p.Fix)
			}
			if err := load(Questionnaire, test.src, nil); err == nil {
				t.Error("the parser takes it")
			}
		})
	}
	if _, err := Read("x.toml", failing{}); len(problemsOf(t, err)) != 1 || !strings.Contains(err.Error(), "is a directory") {
		t.Errorf("a file that cannot be read: %v", err)
	}
	for _, src := range []string{"", "id = 1", strings.Repeat("x", MaxFile), "\ufeffid = \"é\""} {
		got, err := Read("x.toml", strings.NewReader(src))
		if err != nil || string(got) != src {
			t.Errorf("%d bytes came back as %d: %v", len(src), len(got), err)
		}
	}
}

// allocated gives the bytes that a function allocates in all.
func allocated(f func()) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	f()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestReadLarge(t *testing.T) {
	source := &endless{300 << 20}
	var err error
	used := allocated(func() { _, err = Read("x.toml", source) })
	if ps := problemsOf(t, err); len(ps) != 1 || !strings.Contains(ps[0].What, "larger than 1 MiB") {
		t.Errorf("got %v", err)
	}
	if used > 3*MaxFile/2 {
		t.Errorf("%d bytes were allocated", used)
	}
	if read := 300<<20 - source.n; read > MaxFile+1 {
		t.Errorf("%d bytes were read", read)
	}
}

// hostile are files of which some cost other readers seconds and gigabytes, with what is said of them.
func hostile() map[string]string {
	var keys, tables strings.Builder
	for i := range 100_000 {
		fmt.Fprintf(&keys, "k%d=1\n", i)
	}
	for range 100_000 {
		tables.WriteString("[[a]]\n")
	}
	return map[string]string{
		"a = " + strings.Repeat("[", 200_000):                                      "nested too deep",
		"a = " + strings.Repeat("[", 200_000) + strings.Repeat("]", 200_000):       "nested too deep",
		"a = " + strings.Repeat("{a = ", 9_999) + "1" + strings.Repeat("}", 9_999): "nested more than 8",
		"a = " + strings.Repeat("[", 9_999) + strings.Repeat("]", 9_999):           "nested more than 8",
		"a" + strings.Repeat(".a", 9_999) + " = 1":                                 "more than 8 parts",
		"[a" + strings.Repeat(".a", 9_999) + "]":                                   "more than 8 parts",
		"a = \"" + strings.Repeat("x", MaxFile-20) + "\"":                          "longer than 20000",
		"a = [" + strings.Repeat("1,", 500_000) + "]":                              "500000 commas",
		"a = [" + strings.Repeat("1,", 90_000) + "]":                               "more than 2000 items",
		keys.String():                                        "more than 2000 keys",
		tables.String():                                      "more than 2000 of [[a]]",
		strings.Repeat("k", MaxFile-20) + " = 1":             "longer than 20000",
		strings.Repeat(" ", MaxFile-20) + "a":                "no \"=\"",
		strings.Repeat("[[section]]\nx = 1\ny = 1\n", 1_900): "1900 items",
	}
}

func TestHostile(t *testing.T) {
	const most = 40 << 20
	for src, want := range hostile() {
		t.Run(want, func(t *testing.T) {
			var err error
			used := allocated(func() { err = load(Questionnaire, src, nil) })
			ps := problemsOf(t, err)
			if len(ps) == 0 {
				t.Fatal("it was taken")
			}
			if !strings.Contains(ps[0].What, want) {
				t.Errorf("got %s", ps[0].What)
			}
			if used > most {
				t.Errorf("%d MiB were allocated", used>>20)
			}
			for _, p := range ps {
				if p.Line < 1 || p.Column < 1 || p.Fix == "" || len(p.What)+len(p.Fix)+len(p.Excerpt) > 3000 {
					t.Errorf("%v: %.300s; %.300s", p.Pos, p.What, p.Fix)
				}
			}
		})
	}
}

// TestSyntaxWords: no message is in the words of a parser.
func TestSyntaxWords(t *testing.T) {
	src, q := fixture(t, Role), desk(t)
	inserts := []string{"\"", "'", "[", "]", "{", "}", "=", ",", ".", "\\", "#", "\n", "0", "-", "_", "\r", "\x01", "é", "\"\"\""}
	for at := range len(src) {
		insert := inserts[at%len(inserts)]
		for _, p := range problemsOf(t, load(Role, src[:at]+insert+src[at:], q)) {
			if strings.Contains(p.What, "not written as TOML") {
				t.Fatalf("%v: %s\n%s", p.Pos, p.What, p.Excerpt)
			}
		}
	}
}

func TestIdentify(t *testing.T) {
	tests := []struct {
		src  string
		want Header
	}{
		{fixture(t, Questionnaire), Header{Questionnaire, "desk", ""}},
		{fixture(t, Role), Header{Role, "clerk", "desk"}},
		{fixture(t, Answers), Header{Answers, "", "desk"}},
		{"format = 1\nquestionnaire = \"desk\"\nversion = \"2\"", Header{Answers, "", "desk"}},
		{"id = \"x\"\nquestionnaire = \"desk\"", Header{Role, "x", "desk"}},
		{"id = \"x\"", Header{Questionnaire, "x", ""}},
		{"id = \"x\"\nwork = \"w\"", Header{Role, "x", ""}},
		{"minutes = 5\ngrounds = \"g\"\n[[leads_to]]", Header{Role, "", ""}},
		{"id = 3\n[[Section]]", Header{Questionnaire, "", ""}},
		{"colour = \"red\"", Header{}},
		{"id = ", Header{}},
	}
	for _, test := range tests {
		got, err := Identify("x.toml", []byte(test.src))
		if got != test.want || (err == nil) != (test.want != Header{}) {
			t.Errorf("%.40q is %+v, want %+v; %v", test.src, got, test.want, err)
		}
	}
}

// TestByteOrderMark: a mark at the beginning, as some editors write it, moves no column.
func TestByteOrderMark(t *testing.T) {
	ps := problemsOf(t, load(Questionnaire, "\ufeffFormat = 1\n", nil))
	if len(ps) == 0 || ps[0].Column != 1 || ps[0].Excerpt != "Format = 1" {
		t.Errorf("got %+v", ps)
	}
	src := []byte("\ufeff" + strings.ReplaceAll(fixture(t, Questionnaire), "\n", "\r\n"))
	if _, err := ParseQuestionnaire("x.toml", src); err != nil {
		t.Errorf("with a mark and the line endings of Windows: %v", err)
	}
}

func TestQuote(t *testing.T) {
	src := []byte("one\ntwo\n")
	ps := Quote(src, assess.Problems{{Pos: assess.Pos{Line: 2, Column: 1}}, {Pos: assess.Pos{Line: 9}}, {}, {Pos: assess.Pos{Line: 1}, Excerpt: "kept"}})
	for i, want := range []string{"two", "", "", "kept"} {
		if ps[i].Excerpt != want {
			t.Errorf("%d: %q", i, ps[i].Excerpt)
		}
	}
	long := bytes.Repeat([]byte("é"), 500)
	if got := Quote(long, assess.Problems{{Pos: assess.Pos{Line: 1, Column: 300}}})[0].Excerpt; len([]rune(got)) != 162 {
		t.Errorf("a long line gives %d characters", len([]rune(got)))
	}
}
