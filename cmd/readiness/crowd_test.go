package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"readiness/assess"
	"readiness/questionnaires/tables"
)

var crowdRows = flag.Int("rows", 300, "how many random rows the matrix is compared with score on")

// controllerFile is what candidates are told, by nobody there is.
const controllerFile = `format = 1
controller = "Exampleshire Trust"
contact = "jobs@trust.example"
retention = "Six months."
complaints = "Write to the contact."
`

// a made is an invented table, and the same answers as replies.
type made struct {
	header  []string
	rows    [][]string
	replies [][]assess.Reply
}

// newMade makes random rows of answers to the questions that a role needs, by id. Some columns are absent, some cells
// blank, some questions answered though they are not asked.
func newMade(r *rand.Rand, q *assess.Questionnaire, needs []bool, rows int) made {
	m := made{header: []string{"reference", "name"}}
	var asked []*assess.Question
	i := -1
	for _, question := range q.Questions() {
		if i++; !needs[i] || r.IntN(25) == 0 {
			continue
		}
		asked = append(asked, question)
		m.header = append(m.header, question.ID)
	}
	for n := range rows {
		cells, replies := []string{fmt.Sprint("R", n), fmt.Sprint("Invented Person ", n)}, absent(q, needs, asked)
		for _, question := range asked {
			reply, cell := randomCell(r, question)
			replies, cells = append(replies, reply), append(cells, cell)
		}
		m.rows, m.replies = append(m.rows, cells), append(m.replies, replies)
	}
	return m
}

// absent gives the replies to the needed questions that a table has no column for.
func absent(q *assess.Questionnaire, needs []bool, asked []*assess.Question) (replies []assess.Reply) {
	i := -1
	for _, question := range q.Questions() {
		if i++; needs[i] && !slices.Contains(asked, question) && !question.Exercise() {
			replies = append(replies, assess.Reply{Question: question.ID, State: assess.NotCollected})
		}
	}
	return replies
}

// randomCell says something to a question, and how a cell says it: by ids, or by the words.
func randomCell(r *rand.Rand, q *assess.Question) (assess.Reply, string) {
	name := func(o assess.Option) string {
		if r.IntN(2) == 0 {
			return o.ID
		}
		return o.Say
	}
	reply := assess.Reply{Question: q.ID, State: assess.Answered}
	switch n := r.IntN(12); {
	case n == 0:
		reply.State = assess.Skipped
		return reply, ""
	case n == 1 && !q.Exercise() && q.Kind != assess.Text:
		reply.State = assess.PreferNotToSay
		return reply, "Prefer not to say"
	case n == 2 && q.MayNotApply != "":
		reply.State = assess.NotApplicable
		return reply, []string{"n/a", q.MayNotApply}[r.IntN(2)]
	}
	switch q.Kind {
	case assess.One:
		o := q.Options[r.IntN(len(q.Options))]
		reply.Value = o.ID
		return reply, name(o)
	case assess.Many:
		return randomTicks(r, q, reply, name)
	case assess.Text:
		reply.Value = "Some words, of my own;\nand more"
		return reply, reply.Value.(string)
	}
	n := r.IntN(q.Most() + 1)
	if q.Kind == assess.Number {
		n = q.Min + r.IntN(q.Max-q.Min+1)
	}
	reply.Value = n
	return reply, strconv.Itoa(n)
}

func randomTicks(r *rand.Rand, q *assess.Question, reply assess.Reply, name func(assess.Option) string) (assess.Reply, string) {
	var ids, cells []string
	for _, o := range q.Options {
		if !o.Alone && r.IntN(2) == 0 {
			ids, cells = append(ids, o.ID), append(cells, name(o))
		}
	}
	if len(ids) == 0 {
		reply.State = assess.Skipped
		return reply, ""
	}
	reply.Value = ids
	return reply, strings.Join(cells, ";") + []string{"", ";"}[r.IntN(2)]
}

// write writes the table as CSV with its columns in some order.
func (m made) write(t *testing.T, path string, columns []int) {
	t.Helper()
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for _, row := range append([][]string{m.header}, m.rows...) {
		cells := make([]string, len(columns))
		for i, c := range columns {
			cells[i] = row[c]
		}
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	if w.Flush(); w.Error() != nil {
		t.Fatal(w.Error())
	}
	if err := os.WriteFile(path, out.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func inTurn(n int) []int {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	return order
}

// screened runs a command and gives its exit code and what it said.
func ran(t *testing.T, args ...string) (int, string) {
	t.Helper()
	var said bytes.Buffer
	return run(args, strings.NewReader(""), &said, &said), said.String()
}

// readCSV reads a CSV that the program has written.
func readCSV(t *testing.T, path string) [][]string {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(src, []byte("\ufeff")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// TestMatrixIsScore holds that the matrix says of each row what judging it alone says, whatever the order of the
// columns and of the rows.
func TestMatrixIsScore(t *testing.T) {
	t.Parallel()
	q, role := builtin(t)
	r := rand.New(rand.NewPCG(6, 1))
	dir := t.TempDir()
	controller := filepath.Join(dir, "us.toml")
	if err := os.WriteFile(controller, []byte(controllerFile), 0o600); err != nil {
		t.Fatal(err)
	}
	const perTable = 100
	for n := range *crowdRows / perTable {
		m := newMade(r, q, role.Needs(q), perTable)
		want := map[string]assess.Result{}
		for i, replies := range m.replies {
			a, err := assess.NewAnswers(q, assess.Sitting{}, replies)
			if err != nil {
				t.Fatal(err)
			}
			want[fmt.Sprint("R", i)] = assess.Judge(role, a)
		}
		r.Shuffle(len(m.rows), func(i, j int) { m.rows[i], m.rows[j] = m.rows[j], m.rows[i] })
		path, out := filepath.Join(dir, fmt.Sprint(n, ".csv")), filepath.Join(dir, fmt.Sprint("out", n))
		m.write(t, path, r.Perm(len(m.header)))
		if code, said := ran(t, "screen", path, "--controller", controller, "--format", "csv", "-o", out); code != exitDone {
			t.Fatalf("exit code %d: %s", code, said)
		}
		matrix := readCSV(t, filepath.Join(out, "matrix.csv"))
		if len(matrix) != perTable+1 {
			t.Fatalf("%d rows of %d", len(matrix)-1, perTable)
		}
		for i, row := range matrix[1:] {
			if row[1] != m.rows[i][0] || row[0] != strconv.Itoa(i+1) {
				t.Fatalf("row %d is %q, %q", i+1, row[0], row[1])
			}
			if got, want := row[2:len(row)-5], cellsOf(want[row[1]]); !slices.Equal(got, want) {
				t.Fatalf("%s: the matrix says %q, judging it alone %q", row[1], got, want)
			}
		}
	}
}

// cellsOf words a result as the matrix does.
func cellsOf(r assess.Result) (cells []string) {
	for _, figure := range []*assess.Range{r.Readiness, r.Strength} {
		low, high := "", ""
		if figure != nil {
			low, high = strconv.Itoa(figure.Low), strconv.Itoa(figure.High)
		}
		cells = append(cells, low, high)
	}
	for _, j := range r.Requirements {
		kinds, missing := map[assess.Evidence]bool{}, false
		for _, p := range j.Parts {
			missing = missing || p.Range != nil && p.ExactLow != p.ExactHigh
			for _, e := range p.Evidence {
				kinds[e.Evidence] = kinds[e.Evidence] || e.Counts && (e.Points > 0 || e.Evidence != assess.Documented)
			}
		}
		var says []string
		for _, k := range []struct {
			is   bool
			says string
		}{{kinds[assess.Claimed], "own estimate"}, {kinds[assess.Documented], "qualification or equivalent stated"}, {kinds[assess.Measured], "measured elsewhere"}, {missing && (j.State == assess.NotEnough || !kinds[assess.Documented]), "no evidence given"}} {
			if k.is {
				says = append(says, k.says)
			}
		}
		if says == nil && j.State != assess.DoesNotApply {
			says = []string{"nothing stated that counts here"}
		}
		cells = append(cells, string(j.State), strings.Join(says, " + "))
	}
	return cells
}

// inFolder gives the files of a folder with their contents.
func inFolder(t *testing.T, path string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		src, err := os.ReadFile(name)
		rel, _ := filepath.Rel(path, name)
		files[filepath.ToSlash(rel)] = string(src)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func sameFolder(t *testing.T, got, want map[string]string) {
	t.Helper()
	if g, w := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)); !slices.Equal(g, w) {
		t.Fatalf("the files are %q, not %q", g, w)
	}
	for name := range want {
		if got[name] != want[name] {
			t.Errorf("%s differs", name)
		}
	}
}

// crowdCommands are what is done with a table, each with all that it can write.
func crowdCommands(dir string) map[string][]string {
	return map[string][]string{
		"screen": {"screen", filepath.Join(dir, "t.csv"), "--controller", filepath.Join(dir, "us.toml"), "--pdf", "--with-text"},
		"class":  {"class", filepath.Join(dir, "t.csv"), "--names"},
	}
}

// newCrowd writes an invented table with some rows that cannot be judged, and the controller's file.
func newCrowd(t *testing.T, rows int) (dir string) {
	t.Helper()
	q, role := builtin(t)
	dir = t.TempDir()
	m := newMade(rand.New(rand.NewPCG(3, 3)), q, role.Needs(q), rows)
	for i := 3; i < len(m.rows); i += 7 {
		m.rows[i][2] = "=nonsense" // the first question, which has options
	}
	m.write(t, filepath.Join(dir, "t.csv"), inTurn(len(m.header)))
	if err := os.WriteFile(filepath.Join(dir, "us.toml"), []byte(controllerFile), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAnyNumberOfWorkers(t *testing.T) {
	t.Parallel()
	dir := newCrowd(t, 12)
	for name, args := range crowdCommands(dir) {
		var first map[string]string
		for _, workers := range []string{"1", "2", "5"} {
			out := filepath.Join(dir, name+workers)
			if code, said := ran(t, slices.Concat(args, []string{"--workers", workers, "-o", out})...); code != exitSetAside {
				t.Fatalf("%s: exit code %d: %s", name, code, said)
			}
			if files := inFolder(t, out); first == nil {
				first = files
			} else {
				sameFolder(t, files, first)
			}
		}
	}
}

// TestSetAsideIsMended holds that rows that were set aside, mended there and run again, give what they would have.
func TestSetAsideIsMended(t *testing.T) {
	t.Parallel()
	dir := newCrowd(t, 24)
	args := func(table, out string) []string {
		return []string{"screen", filepath.Join(dir, table), "--controller", filepath.Join(dir, "us.toml"), "--format", "csv", "-o", filepath.Join(dir, out)}
	}
	if code, said := ran(t, args("t.csv", "first")...); code != exitSetAside {
		t.Fatalf("exit code %d: %s", code, said)
	}
	table, aside := readCSV(t, filepath.Join(dir, "t.csv")), readCSV(t, filepath.Join(dir, "first", asideName))
	if judged := readCSV(t, filepath.Join(dir, "first", "matrix.csv")); len(table)-1 != len(judged)-1+len(aside)-1 {
		t.Fatalf("%d rows, %d judged, %d set aside", len(table)-1, len(judged)-1, len(aside)-1)
	}
	src, err := os.ReadFile(filepath.Join(dir, "first", asideName))
	if err != nil {
		t.Fatal(err)
	}
	mended := strings.ReplaceAll(string(src), "'=nonsense", "")
	if err := os.WriteFile(filepath.Join(dir, "mended.csv"), []byte(mended), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, said := ran(t, args("mended.csv", "second")...); code != exitDone {
		t.Fatalf("exit code %d: %s", code, said)
	}
	for _, row := range table[1:] {
		row[2] = strings.ReplaceAll(row[2], "=nonsense", "")
	}
	again := made{header: table[0], rows: table[1:]}
	again.write(t, filepath.Join(dir, "whole.csv"), inTurn(len(table[0])))
	if code, said := ran(t, args("whole.csv", "third")...); code != exitDone {
		t.Fatalf("exit code %d: %s", code, said)
	}
	whole := map[string][]string{}
	for _, row := range readCSV(t, filepath.Join(dir, "third", "matrix.csv"))[1:] {
		whole[row[1]] = row[2:]
	}
	for _, out := range []string{"first", "second"} {
		for _, row := range readCSV(t, filepath.Join(dir, out, "matrix.csv"))[1:] {
			if !slices.Equal(whole[row[1]], row[2:]) {
				t.Errorf("%s of %s is not what the whole table gives", row[1], out)
			}
			delete(whole, row[1])
		}
	}
	if len(whole) > 0 {
		t.Errorf("not judged at all: %d", len(whole))
	}
}

// TestKilledCrowd kills the program with SIGKILL at random moments, runs it again until it is done, and holds that
// the outcome is that of a run that nobody killed, and that a folder that is not whole never has its name.
func TestKilledCrowd(t *testing.T) {
	t.Parallel()
	dir := newCrowd(t, 20)
	for name, args := range crowdCommands(dir) {
		start := time.Now()
		if code, said := ran(t, slices.Concat(args, []string{"-o", filepath.Join(dir, name)})...); code != exitSetAside {
			t.Fatalf("%s: exit code %d: %s", name, code, said)
		}
		took := time.Since(start)
		want := inFolder(t, filepath.Join(dir, name))
		r := rand.New(rand.NewPCG(9, 9))
		for n, killed := 0, 0; killed < *kills/2; n++ {
			out := filepath.Join(dir, fmt.Sprint(name, n))
			for {
				cmd := exec.Command(os.Args[0], slices.Concat(args, []string{"-o", out})...)
				cmd.Env = append(os.Environ(), asProgram+"=1")
				if err := cmd.Start(); err != nil {
					t.Fatal(err)
				}
				if killed < *kills/2 {
					time.AfterFunc(time.Duration(r.Int64N(int64(took))), func() { _ = cmd.Process.Kill() })
				}
				_ = cmd.Wait() // it may have been killed
				if code := cmd.ProcessState.ExitCode(); code == exitSetAside {
					break
				} else if code != -1 {
					t.Fatalf("%s: exit code %d", name, code)
				}
				killed++
				if taken(out) && !taken(out+unfinished) {
					break // it was killed after its work
				}
				if taken(out) {
					t.Fatal("a folder that is not whole has its name")
				}
			}
			sameFolder(t, inFolder(t, out), want)
		}
	}
}

// TestOtherOptionsAreAnotherFolder holds that a run does not go on with what other options have made.
func TestOtherOptionsAreAnotherFolder(t *testing.T) {
	t.Parallel()
	dir := newCrowd(t, 3)
	args := crowdCommands(dir)["screen"]
	m := &crowd{}
	for i, o := range []tables.Options{{}, {Sheet: "North"}, {Sheet: "South"}, {Encoding: tables.Windows1252}} {
		q, role := builtin(t)
		m.ruleset, m.mapping, m.options = ruleset{questionnaire: q, role: role}, &tables.Mapping{}, o
		f, err := signedFolder(filepath.Join(dir, "one"), m.madeOf("sum", nil))
		if (err == nil) != (i == 0) {
			t.Errorf("%+v: %v", o, err)
		}
		if f != nil {
			if err := f.release(); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, more := range [][]string{{"--workers", "0"}, {"--workers", "-1"}, {"--workers", "1000000000"}} {
		if code, said := ran(t, slices.Concat(args, more)...); code != exitUsage {
			t.Errorf("%q: exit code %d: %s", more, code, said)
		}
	}
}

// TestTableChangesMeanwhile holds that nothing is made of a table that is written to while it is read.
func TestTableChangesMeanwhile(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "t.csv")
	if err := os.WriteFile(path, []byte("a,b\n1,2\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := openTableFile(path, tables.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.close()
	if err := f.unchanged(); err != nil {
		t.Error(err)
	}
	if err := os.Chtimes(path, time.Time{}, f.was.ModTime().Add(time.Second)); err != nil {
		t.Fatal(err)
	}
	if err := f.unchanged(); err == nil {
		t.Error("a change is not seen")
	}
	// What else went wrong may come of it: the change is what is told.
	q, role := builtin(t)
	m := &crowd{ruleset: ruleset{questionnaire: q, role: role}, tableFile: f, mapping: &tables.Mapping{}}
	out := filepath.Join(t.TempDir(), "out")
	err = m.makeFolder(t.Context(), &program{stderr: io.Discard}, making{name: out}, func(*folder) (tally, error) {
		return tally{}, problem(path, "a quotation mark is never closed", "close it")
	})
	if err == nil || !strings.Contains(err.Error(), "another program has changed it") || taken(out+unfinished) {
		t.Errorf("a table that is cut while it is read: %v", err)
	}
}
