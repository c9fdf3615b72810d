//go:build unix

package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"readiness/assess"
	"readiness/questionnaires"
	"readiness/reports"
)

// BenchmarkFirstQuestion is a whole process, from its start to the first question at the end of input:
// cpu-ms/op is user and system time.
func BenchmarkFirstQuestion(b *testing.B) {
	dir, spent := b.TempDir(), time.Duration(0)
	for n := 0; b.Loop(); n++ {
		cmd := exec.Command(os.Args[0], "take", "--plain", "--only", "questions", "-o", fmt.Sprint("jo", n))
		cmd.Dir, cmd.Env = dir, append(os.Environ(), asProgram+"=1")
		_ = cmd.Run() // it ends with 130: the input has ended
		if cmd.ProcessState.ExitCode() != exitInterrupted {
			b.Fatal(cmd.ProcessState)
		}
		spent += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	b.ReportMetric(spent.Seconds()*1000/float64(b.N), "cpu-ms/op")
}

// BenchmarkReport makes the PDF of the longest example of the first role, with all that Advise adds.
func BenchmarkReport(b *testing.B) {
	benchmarkReport(b, func(w io.Writer, d reports.Document) error { return reports.WritePDF(w, d, reports.UsualPrint) })
}

// BenchmarkReportHTML makes the same report as HTML.
func BenchmarkReportHTML(b *testing.B) { benchmarkReport(b, reports.WriteHTML) }

// benchmarkReport words a report and writes it; cpu-ms/op includes the collection of garbage.
func benchmarkReport(b *testing.B, write func(io.Writer, reports.Document) error) {
	b.Helper()
	a := longest(b)
	_, role := builtin(b)
	others, err := questionnaires.RolesFor(a.Questionnaire)
	if err != nil {
		b.Fatal(err)
	}
	r := assess.Advise(role, a, others)
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	var size int
	before := cpu(b)
	for b.Loop() {
		var out bytes.Buffer
		if err := write(&out, reports.Personal(r)); err != nil {
			b.Fatal(err)
		}
		size = out.Len()
	}
	b.ReportMetric((cpu(b)-before).Seconds()*1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(size), "bytes/file")
}

// BenchmarkAdvise is what one person waits for besides the report: reading every role, judging the answers for each,
// the route and the firmness. A run for each example.
func BenchmarkAdvise(b *testing.B) {
	q, role := builtin(b)
	defer debug.SetGCPercent(debug.SetGCPercent(gcPercent))
	for _, e := range role.Examples {
		a, err := assess.NewAnswers(q, assess.Sitting{}, e.Replies)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(strings.ReplaceAll(e.Name, " ", "-"), func(b *testing.B) {
			before := cpu(b)
			for b.Loop() {
				others, err := questionnaires.RolesFor(q)
				if err != nil {
					b.Fatal(err)
				}
				assess.Advise(role, a, others)
			}
			b.ReportMetric((cpu(b)-before).Seconds()*1000/float64(b.N), "cpu-ms/op")
		})
	}
}

// longest gives the answers of the example with the most replies.
func longest(b *testing.B) *assess.Answers {
	b.Helper()
	q, role := builtin(b)
	most := role.Examples[0]
	for _, e := range role.Examples {
		if len(e.Replies) > len(most.Replies) {
			most = e
		}
	}
	a, err := assess.NewAnswers(q, assess.Sitting{Name: most.Name, Date: "2026-11-22"}, most.Replies)
	if err != nil {
		b.Fatal(err)
	}
	return a
}

func cpu(b *testing.B) time.Duration {
	b.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// BenchmarkScore is a whole process: answers in, PDF out.
func BenchmarkScore(b *testing.B) {
	dir, spent := b.TempDir(), time.Duration(0)
	answers := filepath.Join(dir, "jo.toml")
	var src bytes.Buffer
	if err := questionnaires.WriteAnswers(&src, longest(b)); err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(answers, src.Bytes(), 0o600); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		cmd := exec.Command(os.Args[0], "score", answers, "--format", "pdf", "-o", filepath.Join(dir, "jo"), "--overwrite")
		cmd.Env = append(os.Environ(), asProgram+"=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
		spent += cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	}
	b.ReportMetric(spent.Seconds()*1000/float64(b.N), "cpu-ms/op")
}
