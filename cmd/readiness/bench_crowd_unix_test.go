//go:build unix

package main

import (
	"bytes"
	"encoding/csv"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"readiness/assess"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

var mostRows = flag.Int("most-rows", 10_000, "how many rows the largest table of BenchmarkScreen and BenchmarkClass has, a power of 10")

// benchTable writes a table of invented people as CSV: 40 columns of answers by ids, or by the words of the options, a
// thousand different rows again and again.
func benchTable(b *testing.B, dir string, rows int, words bool) (path string, size int) {
	b.Helper()
	q, role := builtin(b)
	needs := role.Needs(q)
	header, asked := []string{"reference", "name"}, []*assess.Question(nil)
	i := -1
	for _, question := range q.Questions() {
		if i++; needs[i] && !question.Exercise() && len(asked) < 40 {
			header, asked = append(header, question.ID), append(asked, question)
		}
	}
	r := rand.New(rand.NewPCG(8, 8))
	var block bytes.Buffer
	w := csv.NewWriter(&block)
	distinct := min(rows, 1000)
	for n := range distinct {
		row := []string{fmt.Sprintf("R%06d", n), fmt.Sprint("Invented Person ", n)}
		for _, question := range asked {
			row = append(row, usualCell(r, question, words))
		}
		if err := w.Write(row); err != nil {
			b.Fatal(err)
		}
	}
	w.Flush()
	path = filepath.Join(dir, fmt.Sprint(rows, words, ".csv"))
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	head := csv.NewWriter(f)
	if err := head.Write(header); err != nil {
		b.Fatal(err)
	}
	head.Flush()
	for n := 0; n < rows; n += distinct {
		if _, err := f.Write(block.Bytes()); err != nil {
			b.Fatal(err)
		}
	}
	info, err := f.Stat()
	if err != nil {
		b.Fatal(err)
	}
	return path, int(info.Size())
}

// usualCell is what most people answer to a question.
func usualCell(r *rand.Rand, q *assess.Question, words bool) string {
	name := func(o assess.Option) string {
		if words {
			return o.Say
		}
		return o.ID
	}
	switch n := r.IntN(20); {
	case n == 0:
		return ""
	case n == 1 && q.Kind != assess.Text:
		return "Prefer not to say"
	case q.Kind == assess.Number:
		return fmt.Sprint(q.Min + r.IntN(min(q.Max-q.Min, 100)))
	case q.Kind == assess.Text:
		return "I helped at the stall of our school, counted the money, and wrote down what we had sold."
	case q.Kind == assess.One:
		return name(q.Options[r.IntN(len(q.Options))])
	}
	var ticked []string
	for _, o := range q.Options {
		if !o.Alone && r.IntN(2) == 0 {
			ticked = append(ticked, name(o))
		}
	}
	return strings.Join(ticked, ";")
}

// BenchmarkScreen is a whole process: a table in, the matrix and the summary out, on all cores. peak-MiB is the most
// memory that it had.
func BenchmarkScreen(b *testing.B) {
	dir := b.TempDir()
	us := filepath.Join(dir, "us.toml")
	if err := os.WriteFile(us, []byte(controllerFile), 0o600); err != nil {
		b.Fatal(err)
	}
	for rows := 1000; rows <= *mostRows; rows *= 10 {
		path, size := benchTable(b, dir, rows, false)
		for _, form := range []string{"csv", "xlsx"} {
			b.Run(fmt.Sprintf("csv-to-%s/%d", form, rows), func(b *testing.B) {
				b.SetBytes(int64(size))
				process(b, dir, rows, "rows/s", "screen", path, "--controller", us, "--format", form)
			})
		}
		long, size := benchTable(b, dir, rows, true)
		b.Run(fmt.Sprintf("words-to-csv/%d", rows), func(b *testing.B) {
			b.SetBytes(int64(size))
			process(b, dir, rows, "rows/s", "screen", long, "--controller", us, "--format", "csv")
		})
		if rows > 100_000 {
			continue // it takes excelize minutes to write such a one
		}
		book := asWorkbook(b, path)
		b.Run(fmt.Sprintf("xlsx-to-csv/%d", rows), func(b *testing.B) {
			process(b, dir, rows, "rows/s", "screen", book, "--controller", us, "--format", "csv")
		})
	}
}

// BenchmarkClass is a whole process that makes a report for each pupil and a print for all, on all cores.
func BenchmarkClass(b *testing.B) {
	dir := b.TempDir()
	for rows := 10; rows <= *mostRows/100; rows *= 10 {
		path, _ := benchTable(b, dir, rows, false)
		b.Run(fmt.Sprint(rows), func(b *testing.B) { process(b, dir, rows, "reports/s", "class", path) })
	}
}

// BenchmarkCandidates is a whole process that makes a PDF for each candidate, on all cores.
func BenchmarkCandidates(b *testing.B) {
	dir := b.TempDir()
	us := filepath.Join(dir, "us.toml")
	if err := os.WriteFile(us, []byte(controllerFile), 0o600); err != nil {
		b.Fatal(err)
	}
	for rows := 100; rows <= *mostRows/10; rows *= 10 {
		path, _ := benchTable(b, dir, rows, false)
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			process(b, dir, rows, "reports/s", "screen", path, "--controller", us, "--format", "csv", "--pdf")
		})
	}
}

// process runs the program with arguments that make a folder, and says what it cost.
func process(b *testing.B, dir string, rows int, unit string, args ...string) {
	b.Helper()
	cpu, peak := 0.0, 0.0
	for b.Loop() {
		out := filepath.Join(dir, "out")
		cmd := exec.Command(os.Args[0], slices.Concat(args, []string{"-o", out})...)
		cmd.Env = append(os.Environ(), asProgram+"=1")
		var said bytes.Buffer
		cmd.Stdout, cmd.Stderr = &said, &said
		if err := cmd.Start(); err != nil {
			b.Fatal(err)
		}
		most := watchMemory(cmd.Process.Pid)
		if err := cmd.Wait(); err != nil {
			b.Fatalf("%v\n%s", err, said.String())
		}
		cpu += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
		peak = max(peak, most())
		if err := os.RemoveAll(out); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), unit)
	b.ReportMetric(cpu*1e6/float64(b.N)/float64(rows), "cpu-µs/row")
	b.ReportMetric(peak, "peak-MiB")
}

// watchMemory looks again and again at the most memory that a process has had, until the function that it gives is
// called: that gives it in MiB, 0 where the system does not say. What the system adds up at the end has that of the process
// which started it among it.
func watchMemory(pid int) func() float64 {
	done, most := make(chan struct{}), make(chan float64)
	go func() {
		kib := 0.0
		for tick := time.NewTicker(10 * time.Millisecond); ; {
			status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid)) // gone, or not of this system
			if _, rest, ok := strings.Cut(string(status), "VmHWM:"); ok {
				_, _ = fmt.Sscan(rest, &kib)
			}
			select {
			case <-done:
				tick.Stop()
				most <- kib / (1 << 10)
				return
			case <-tick.C:
			}
		}
	}()
	return func() float64 {
		close(done)
		return <-most
	}
}

// asWorkbook writes a CSV as XLSX.
func asWorkbook(b *testing.B, path string) string {
	b.Helper()
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	if err != nil {
		b.Fatal(err)
	}
	src, err := os.Open(path)
	if err != nil {
		b.Fatal(err)
	}
	defer src.Close()
	rows := csv.NewReader(src)
	for n := 1; ; n++ {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			b.Fatal(err)
		}
		cells := make([]any, len(row))
		for i, c := range row {
			cells[i] = c
		}
		if err := w.SetRow(fmt.Sprint("A", n), cells); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		b.Fatal(err)
	}
	if err := f.SaveAs(path + ".xlsx"); err != nil {
		b.Fatal(err)
	}
	return path + ".xlsx"
}
