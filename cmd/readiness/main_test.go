package main

import (
	"flag"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var update = flag.Bool("update", false, "rewrite the expected files in the scripts")

// asProgram makes the test binary be the program, for tests that start it and do not use scripts.
const asProgram = "READINESS_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
	}
	testscript.Main(m, map[string]func(){"readiness": main})
}

func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script", UpdateScripts: *update, RequireExplicitExec: true, RequireUniqueNames: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("SOURCE_DATE_EPOCH", "1795305600") // 2026-11-22
			return nil
		},
	})
}

// TestImports holds which of our packages may import which, and that a library's name stays in its
// place. Do not change the table to mend a build.
func TestImports(t *testing.T) {
	ours := map[string]string{
		"assess":                              "",
		"questionnaires":                      "assess",
		"questionnaires/tables":               "assess",
		"reports":                             "assess reports/pdf",
		"reports/tables":                      "assess",
		"reports/pdf":                         "reports/pdf/tags reports/pdf/typeset",
		"cmd/readiness":                       "assess questionnaires questionnaires/tables reports reports/tables cmd/readiness/interview cmd/readiness/typing",
		"cmd/readiness/interview":             "assess reports cmd/readiness/terminal cmd/readiness/typing",
		"cmd/readiness/typing":                "assess questionnaires reports cmd/readiness/terminal",
		"cmd/readiness/terminal":              "",
		"cmd/readiness/terminal/terminaltest": "cmd/readiness/terminal",
		"reports/pdf/tags":                    "",
		"reports/pdf/typeset":                 "reports/pdf/typeset/fonts/sfnt",
		"reports/pdf/typeset/fonts/cut":       "reports/pdf/typeset/fonts/sfnt",
		"reports/pdf/typeset/fonts/sfnt":      "",
		"reports/pdf/pdftest":                 "",
	}
	places := map[string]string{
		"github.com/AlecAivazis/survey": "cmd/readiness/interview",
		"github.com/urfave/cli":         "cmd/readiness",
		"github.com/jung-kurt/gofpdf":   "reports/pdf reports/pdf/typeset/fonts/cut",
		"github.com/pdfcpu/pdfcpu":      "reports/pdf/pdftest",
		"github.com/xuri/excelize":      "reports/tables",
		"github.com/BurntSushi/toml":    "questionnaires",
		"github.com/pelletier/go-toml":  "questionnaires",
	}
	root := filepath.Join("..", "..")
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		folder, err := filepath.Rel(root, filepath.Dir(path))
		if err != nil {
			return err
		}
		folder = filepath.ToSlash(folder)
		allowed, known := ours[folder]
		if !known {
			t.Errorf("%s is in a folder that the table does not know", path)
		}
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range f.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if own, ok := strings.CutPrefix(name, "readiness/"); ok && !slices.Contains(strings.Fields(allowed), own) {
				t.Errorf("%s imports %s", path, own)
			}
			if folder == "assess" && strings.Contains(strings.Split(name, "/")[0], ".") {
				t.Errorf("%s imports %s; assess knows the standard library only", path, name)
			}
			if strings.HasPrefix(name, "net") && name != "net/netip" && name != "net/url" {
				t.Errorf("%s imports %s; there is no network code", path, name)
			}
			for library, places := range places {
				if strings.HasPrefix(name, library) && !slices.Contains(strings.Fields(places), folder) {
					t.Errorf("%s imports %s, which belongs in %s", path, name, places)
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
