//go:build unix

package pdf_test

import (
	"bytes"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"readiness/assess"
	"readiness/questionnaires"
	"readiness/reports"
	"readiness/reports/pdf/pdftest"
)

// documents gives the personal report of each example of the first role.
func documents(b *testing.B) []reports.Document {
	b.Helper()
	name, src, err := questionnaires.Builtin(questionnaires.DefaultRole())
	if err != nil {
		b.Fatal(err)
	}
	header, err := questionnaires.Identify(name, src)
	if err != nil {
		b.Fatal(err)
	}
	asksName, asks, err := questionnaires.Builtin(header.Questionnaire)
	if err != nil {
		b.Fatal(err)
	}
	q, err := questionnaires.ParseQuestionnaire(asksName, asks)
	if err != nil {
		b.Fatal(err)
	}
	role, err := questionnaires.ParseRole(name, src, q)
	if err != nil {
		b.Fatal(err)
	}
	var all []reports.Document
	for _, e := range role.Examples {
		a, err := assess.NewAnswers(q, assess.Sitting{Name: e.Name, Date: "2026-11-22"}, e.Replies)
		if err != nil {
			b.Fatal(err)
		}
		all = append(all, reports.Personal(assess.Advise(role, a, []*assess.Role{role})))
	}
	return all
}

// of gives the report of the nth of many people: no two draw quite the same.
func of(some []reports.Document, n int) reports.Document {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÇÉÖØŁŞŠŻabcdefghijklmnopqrstuvwxyzàáäçéêíñóöøúüıłńşšż"
	r := rand.New(rand.NewPCG(uint64(n), 1))
	name := make([]rune, 14)
	for i := range name {
		name[i] = []rune(letters)[r.IntN(80)]
	}
	d := some[n%len(some)]
	d.Blocks = append(slices.Clip(d.Blocks), reports.Paragraph{Text: fmt.Sprintf("%s, number %d", string(name), n)})
	return d
}

// stock gives pages as plain gofpdf writes them: the same texts and boxes at the same places in the same
// fonts, without tags, and without a measure, a line broken or a colour.
// Each document has its own copy of a font's file, since gofpdf writes into it.
func stock(b *testing.B, pages []pdftest.Page, files map[string][]byte) {
	f := gofpdf.NewCustom(&gofpdf.InitType{UnitStr: "pt", Size: gofpdf.SizeType{Wd: pages[0].Width, Ht: pages[0].Height}})
	known := map[string]bool{}
	for _, p := range pages {
		f.AddPage()
		for _, box := range p.Fills {
			f.Rect(box.Left, box.Top, box.Right-box.Left, box.Bottom-box.Top, "F")
		}
		for _, t := range p.Texts {
			if !known[t.Font] {
				known[t.Font] = true
				f.AddUTF8FontFromBytes(t.Font, "", bytes.Clone(files[t.Font]))
			}
			f.SetFont(t.Font, "", t.Size)
			f.Text(t.Left, t.Base, t.Says)
		}
	}
	if err := f.Output(io.Discard); err != nil {
		b.Fatal(err)
	}
}

// fontsOf gives the files of the fonts of pages, by their names.
func fontsOf(b *testing.B, pages []pdftest.Page) map[string][]byte {
	files := map[string][]byte{}
	for _, p := range pages {
		for _, t := range p.Texts {
			if files[t.Font] == nil {
				file, err := os.ReadFile(filepath.Join("typeset", "fonts", t.Font+".ttf"))
				if err != nil {
					b.Fatal(err)
				}
				files[t.Font] = file
			}
		}
	}
	return files
}

// BenchmarkPace makes personal reports on all cores, and in turn with them the same pages with one worker
// of stock gofpdf: times-stock is how many of ours are made in the time of one of those. It says what the
// cores have free; times-cpu, the time of a processor for one of those over that for ours, says it of a
// machine that is busy otherwise.
func BenchmarkPace(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	const some = 6
	docs, workers := documents(b), runtime.GOMAXPROCS(0)
	pages, files := make([][]pdftest.Page, some), make([]map[string][]byte, some)
	for i := range pages {
		var err error
		if pages[i], err = pdftest.Read(written(b, of(docs, i))); err != nil {
			b.Fatal(err)
		}
		files[i] = fontsOf(b, pages[i])
	}
	var ours, theirs, oursCPU, theirsCPU time.Duration
	for n := 0; b.Loop(); n++ {
		start, spent := time.Now(), cpu(b)
		var all sync.WaitGroup
		for w := range workers {
			all.Go(func() {
				for i := range some {
					written(b, of(docs, (n*workers+w)*some+i))
				}
			})
		}
		all.Wait()
		ours, oursCPU = ours+time.Since(start), oursCPU+cpu(b)-spent
		start, spent = time.Now(), cpu(b)
		for i := range some {
			stock(b, pages[i], files[i])
		}
		theirs, theirsCPU = theirs+time.Since(start), theirsCPU+cpu(b)-spent
	}
	count := float64(b.N * some)
	b.ReportMetric(0, "ns/op")
	b.ReportMetric(count*float64(workers)/ours.Seconds(), "reports/s")
	b.ReportMetric(count/theirs.Seconds(), "stock/s")
	b.ReportMetric(float64(workers)*theirs.Seconds()/ours.Seconds(), "times-stock")
	b.ReportMetric(float64(workers)*theirsCPU.Seconds()/oursCPU.Seconds(), "times-cpu") // a report's, in one worker
}

// BenchmarkMany makes the personal reports of so many people as -benchtime says (10000x), by as many workers as
// -cpu says. peak-MiB is that of the process, so one run is for one figure.
func BenchmarkMany(b *testing.B) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	docs := documents(b)
	var next, size atomic.Int64
	before := cpu(b)
	b.ResetTimer()
	b.RunParallel(func(p *testing.PB) {
		for p.Next() {
			size.Add(int64(len(written(b, of(docs, int(next.Add(1)))))))
		}
	})
	count := float64(b.N)
	b.ReportMetric(count/b.Elapsed().Seconds(), "reports/s")
	b.ReportMetric((cpu(b)-before).Seconds()*1000/count, "cpu-ms/report")
	b.ReportMetric(float64(size.Load())/count, "bytes/report")
	b.ReportMetric(float64(usage(b).Maxrss)/1024, "peak-MiB") // in KiB on Linux
}

func written(b *testing.B, d reports.Document) []byte {
	var out bytes.Buffer
	if err := reports.WritePDF(&out, d, reports.UsualPrint); err != nil {
		b.Error(err)
	}
	return out.Bytes()
}

func cpu(b *testing.B) time.Duration {
	u := usage(b)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func usage(b *testing.B) (u syscall.Rusage) {
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Error(err)
	}
	return u
}
