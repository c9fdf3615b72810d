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
	"runtime"
	"slices"
	"syscall"
	"testing"

	"github.com/xuri/excelize/v2"
)

var mostRows = flag.Int("most-rows", 10_000, "how many rows the largest table of BenchmarkScreen and BenchmarkClass has, a power of 10")

// benchTable writes a table of invented people as CSV: 40 columns of answers, all of them ids, a thousand different
// rows again and again.
func benchTable(b *testing.B, dir string, rows int) (path string, size int) {
	b.Helper()
	q, role := builtin(b)
	needs := role.Needs(q)
	i, kept := -1, 0
	for _, question := range q.Questions() {
		i++
		if question.Exercise() || needs[i] && kept == 40 {
			needs[i] = false
		} else if needs[i] {
			kept++
		}
	}
	m := newMade(rand.New(rand.NewPCG(8, 8)), q, needs, min(rows, 1000))
	var block bytes.Buffer
	w := csv.NewWriter(&block)
	for _, row := range m.rows {
		if err := w.Write(row); err != nil {
			b.Fatal(err)
		}
	}
	w.Flush()
	path = filepath.Join(dir, fmt.Sprint(rows, ".csv"))
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	head := csv.NewWriter(f)
	if err := head.Write(m.header); err != nil {
		b.Fatal(err)
	}
	head.Flush()
	for n := 0; n < rows; n += len(m.rows) {
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

// BenchmarkScreen is a whole process: a table in, the matrix and the summary out, on all cores. peak-MiB is the most
// memory that it had.
func BenchmarkScreen(b *testing.B) {
	dir := b.TempDir()
	us := filepath.Join(dir, "us.toml")
	if err := os.WriteFile(us, []byte(controllerFile), 0o600); err != nil {
		b.Fatal(err)
	}
	for rows := 1000; rows <= *mostRows; rows *= 10 {
		path, size := benchTable(b, dir, rows)
		for _, form := range []string{"csv", "xlsx"} {
			b.Run(fmt.Sprintf("csv-to-%s/%d", form, rows), func(b *testing.B) {
				b.SetBytes(int64(size))
				process(b, dir, rows, "rows/s", "screen", path, "--controller", us, "--format", form)
			})
		}
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
		path, _ := benchTable(b, dir, rows)
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
		path, _ := benchTable(b, dir, rows)
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
		if said, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, said)
		}
		cpu += (cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()).Seconds()
		most := float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / (1 << 10)
		if runtime.GOOS == "darwin" {
			most /= 1 << 10 // it counts bytes
		}
		peak = max(peak, most)
		if err := os.RemoveAll(out); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(rows)*float64(b.N)/b.Elapsed().Seconds(), unit)
	b.ReportMetric(cpu*1e6/float64(b.N)/float64(rows), "cpu-µs/row")
	b.ReportMetric(peak, "peak-MiB")
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
