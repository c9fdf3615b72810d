package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/urfave/cli/v2"

	"readiness/assess"
	"readiness/questionnaires/tables"
	"readiness/reports"
)

func (p *program) fairnessCommand() *cli.Command {
	return &cli.Command{
		Name:      "fairness",
		Usage:     "compare groups by whom people took forward, from your own totals",
		UsageText: "readiness fairness TABLE [--format FORMS] [--large-print] [-o BASE]",
		Description: `This examines decisions that people made, and nothing that this program works out. TABLE (CSV or
XLSX; - for a CSV on standard input) holds totals only, never a row about one person: a row for each group, with the
columns group, considered and taken forward. With a column stratum (a post, a site, a round) there is a row for each
group in each stratum, and like is compared with like as well. Small counts are hidden, with what would give them away.

  group,stratum,considered,taken forward
  women,post A,108,89

  readiness fairness counts.csv                     a summary, and counts-fairness.pdf
  readiness fairness counts.xlsx --format text -o - all of it on the screen`,
		Flags: append(outputFlags(baseUsage),
			&cli.StringFlag{Name: "encoding", Usage: "read a CSV that is not in UTF-8 as `ENCODING`: windows-1252", DefaultText: "UTF-8 or UTF-16"},
			&cli.StringFlag{Name: "sheet", Usage: "read the sheet `NAME` of a workbook", DefaultText: "the only one that can be meant"}),
		Action: p.fairness,
	}
}

func (p *program) fairness(c *cli.Context) error {
	if err := wants(c, 1, 1, "one table of totals"); err != nil {
		return err
	}
	name := c.Args().First()
	base := "readiness"
	if name != "-" {
		base = strings.TrimSuffix(name, filepath.Ext(name))
	}
	o, err := newOutput(c, base+"-fairness")
	if err != nil {
		return err
	}
	counts, notes, err := p.counts(name, tables.Options{Encoding: c.String("encoding"), Sheet: c.String("sheet")})
	if err != nil {
		return err
	}
	for _, note := range notes {
		fmt.Fprintln(p.stderr, reports.Clean(note))
	}
	f := assess.FairnessOf(counts)
	document := func() reports.Document { return reports.FairnessReport(f) }
	return p.deliver(func() reports.Document { return reports.FairnessSummary(f) }, piece{document, func(w io.Writer) error { return assess.WriteJSON(w, f) }}, o)
}

// counts reads a table of counts, and what there is to know of the table.
func (p *program) counts(name string, o tables.Options) ([]assess.Count, []string, error) {
	f, err := p.openTable(name, o)
	if err != nil {
		return nil, nil, err
	}
	defer f.close() // it was only read
	return readCounts(f.table)
}

// The columns of a table of counts.
const (
	groupColumn = iota
	stratumColumn
	consideredColumn
	takenColumn
	countColumns
)

// countHeaders are what the columns are called, by column.
var countHeaders = [countColumns]string{"group", "stratum", "considered", "taken forward"}

// headers gives all of them, in quotes.
const headers = `"group", "stratum" (if there is one), "considered" and "taken forward"`

// A tallier takes the rows of a table of counts, with all that is wrong with them.
type tallier struct {
	file     string
	columns  [countColumns]int // their positions; -1 for one that is not there
	counts   []assess.Count
	lines    map[[2]string]int    // where a group stands in a stratum
	spelt    [2]map[string]string // groups and strata as first written, by what they are in small letters
	people   int
	problems assess.Problems
}

// readCounts reads all rows of a table. Its error is assess.Problems: everything that is wrong.
func readCounts(t *tables.Table) ([]assess.Count, []string, error) {
	r := tallier{file: t.Name, lines: map[[2]string]int{}, spelt: [2]map[string]string{{}, {}}}
	if err := r.head(t); err != nil {
		return nil, nil, err
	}
	if err := t.Each(r.row); err != nil {
		return nil, nil, err
	}
	r.namedStrata()
	if len(r.problems) == 0 {
		r.whole()
		r.sums()
	}
	return r.counts, t.Notes, r.problems.Err()
}

func (r *tallier) wrong(line int, fix, format string, args ...any) {
	r.problems = append(r.problems, assess.Problem{Pos: assess.Pos{File: r.file, Line: line}, What: fmt.Sprintf(format, args...), Fix: fix})
}

// plainly gives a header or a name in small letters with single spaces; hyphens and low lines are spaces.
func plainly(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		if c == '_' || c == '-' {
			return ' '
		}
		return c
	}, strings.ToLower(reports.Clean(s)))), " ")
}

// personalHeaders are headers of tables that have a row for each person.
var personalHeaders = []string{"name", "first name", "last name", "full name", "forename", "surname", "email", "e mail", "email address", "candidate", "candidate id", "applicant", "applicant id",
	"reference", "date of birth", "nhs number", "phone", "address", "postcode"}

// onlyTotals is what a table about people should be made into.
const onlyTotals = "make a table of totals, with the columns " + headers + ", and nothing about one person"

// head finds the columns.
func (r *tallier) head(t *tables.Table) error {
	for i := range r.columns {
		r.columns[i] = -1
	}
	for i, header := range t.Header {
		words := plainly(header)
		for _, begins := range []string{"n ", "number ", "of "} {
			words = strings.TrimPrefix(words, begins)
		}
		if words == "taken" {
			words = countHeaders[takenColumn]
		}
		at := slices.Index(countHeaders[:], words)
		switch {
		case words == "":
		case slices.Contains(personalHeaders, words):
			r.wrong(t.Line, onlyTotals, "column %s is %q: this seems to be a table with a row for each person", tables.Letter(i), reports.Clean(header))
		case at < 0:
			r.wrong(t.Line, "take it out, or call it one of: "+headers, "column %s is %q, which is no column of totals", tables.Letter(i), reports.Clean(header))
		case r.columns[at] >= 0:
			r.wrong(t.Line, "keep one of them", "columns %s and %s are both %q", tables.Letter(r.columns[at]), tables.Letter(i), words)
		default:
			r.columns[at] = i
		}
	}
	for at, i := range r.columns {
		if i < 0 && at != stratumColumn {
			r.wrong(t.Line, "write in the first line: "+headers, "there is no column %q", countHeaders[at])
		}
	}
	return r.problems.Err()
}

// row takes one row; what is wrong with it is noted.
func (r *tallier) row(row tables.Row) error {
	if len(r.counts) > assess.MostGroups*assess.MostStrata {
		r.wrong(row.Line, onlyTotals, "there are more rows than groups and strata can have")
		return r.problems.Err()
	}
	before := len(r.problems)
	if row.Fault != "" {
		r.wrong(row.Line, "mend this line", "%s", row.Fault)
		return nil
	}
	c := assess.Count{Group: r.named(row, groupColumn), Considered: r.number(row, consideredColumn), Taken: r.number(row, takenColumn)}
	if r.columns[stratumColumn] >= 0 {
		c.Stratum = r.named(row, stratumColumn)
	}
	if len(r.problems) > before {
		return nil
	}
	key := [2]string{plainly(c.Group), plainly(c.Stratum)}
	earlier := r.lines[key]
	switch {
	case earlier > 0:
		r.wrong(row.Line, "add the two up, and keep one line", "%s stands on line %d already", r.where(c), earlier)
	case c.Taken > c.Considered:
		r.wrong(row.Line, "write how many were considered, and how many of those were taken forward", "of %s %d were considered, and %d taken forward: that is more", r.where(c), c.Considered, c.Taken)
	default:
		r.lines[key] = row.Line
		r.people += c.Considered
		r.counts = append(r.counts, c)
	}
	if r.people > assess.MostPeople {
		r.wrong(row.Line, "check the counts", "together more than %d people were considered", assess.MostPeople)
		return r.problems.Err()
	}
	return nil
}

// where names a group, and its stratum.
func (r *tallier) where(c assess.Count) string {
	if c.Stratum == "" {
		return strconv.Quote(c.Group)
	}
	return fmt.Sprintf("%q in %q", c.Group, c.Stratum)
}

// cell gives a cell on one line.
func (r *tallier) cell(row tables.Row, column int) string {
	if at := r.columns[column]; at < len(row.Cells) {
		return strings.Join(strings.Fields(reports.Clean(string(row.Cells[at]))), " ")
	}
	return ""
}

// named gives the name of a group or a stratum.
func (r *tallier) named(row tables.Row, column int) string {
	name := r.cell(row, column)
	small, spelt := plainly(name), r.spelt[column]
	at := fmt.Sprintf("column %s: ", tables.Letter(r.columns[column]))
	switch first, known := spelt[small]; {
	case name == "":
		r.wrong(row.Line, "write its name", "%sthe %s is not named", at, countHeaders[column])
	case len(name) > assess.MaxName:
		r.wrong(row.Line, "shorten it", "%sthe name of the %s is longer than %d characters", at, countHeaders[column], assess.MaxName)
	case column == groupColumn && namesTotal(name):
		r.wrong(row.Line, takeOut+"; if it is not a total, give it another name", "%s%q seems to be a total, and would count people twice", at, name)
	case known && first != name:
		r.wrong(row.Line, fmt.Sprintf("write %q, or names that differ", first), "%s%q is written %q further up", at, name, first)
	case !known:
		spelt[small] = name
	}
	return name
}

// number gives a count. Nothing but digits is one.
func (r *tallier) number(row tables.Row, column int) int {
	text := r.cell(row, column)
	at := fmt.Sprintf("column %s: ", tables.Letter(r.columns[column]))
	const fix = "write how many people in digits alone, such as 1204; 0 if it was nobody"
	switch {
	case text == "":
		r.wrong(row.Line, fix, "%sthere is no count", at)
		return 0
	case strings.Trim(text, "0123456789") != "":
		r.wrong(row.Line, fix, "%s%q is not a count in digits alone", at, text)
		return 0
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n > assess.MostPeople {
		r.wrong(row.Line, "check the count", "%s%s is more people than can be counted: at most %d", at, text, assess.MostPeople)
		return 0
	}
	return int(n)
}

// whole says what is wrong with all rows together.
func (r *tallier) whole() {
	groups, strata := len(r.spelt[groupColumn]), len(r.spelt[stratumColumn])
	single := !slices.ContainsFunc(r.counts, func(c assess.Count) bool { return c.Considered > 1 })
	switch {
	case len(r.counts) > 0 && single:
		r.wrong(0, onlyTotals, "every row counts one person or none, so these are no totals")
	case groups < 2:
		r.wrong(0, "write a line for each group", "%s", map[int]string{0: "there are no counts", 1: "there is one group only, and nothing to compare it with"}[groups])
	case groups > assess.MostGroups:
		r.wrong(0, "put groups together that belong together", "there are %d groups; at most %d are compared", groups, assess.MostGroups)
	case strata > assess.MostStrata:
		r.wrong(0, "put strata together that are alike", "there are %d strata; at most %d are compared", strata, assess.MostStrata)
	}
}

// takeOut is what to do with a row of totals.
const takeOut = "take this line out, as the totals are worked out"

// A name that has only words of these lists, and one of the first at least, is that of a total.
var (
	totalWords = []string{"total", "totals", "subtotal", "subtotals", "sum", "all", "overall", "everyone", "everybody", "gesamt", "insgesamt", "gesamtsumme", "gesamtzahl", "summe", "zwischensumme", "alle"}
	wordsToo   = []string{"grand", "sub", "both", "together", "combined", "number", "count", "of", "the", "and", "in", "for", "considered", "who", "applied", "here",
		"applicant", "applicants", "application", "applications", "candidate", "candidates", "group", "groups", "people", "persons", "staff", "sexes", "genders",
		"stratum", "strata", "post", "posts", "site", "sites", "round", "rounds", "year", "years", "bewerber", "bewerbende", "bewerberinnen", "bewerbungen", "gruppen", "personen"}
)

// namesTotal says whether a name is that of a total: "Total:", "TOTAL (both)", "All applicants"; but not "All women" or
// "All others".
func namesTotal(name string) bool {
	words := strings.FieldsFunc(strings.ToLower(name), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	other := func(word string) bool { return !slices.Contains(totalWords, word) && !slices.Contains(wordsToo, word) }
	total := func(word string) bool { return slices.Contains(totalWords, word) }
	return slices.ContainsFunc(words, total) && !slices.ContainsFunc(words, other)
}

// namedStrata says which rows are of a stratum that is called a total. The only stratum may be called so.
func (r *tallier) namedStrata() {
	if len(r.spelt[stratumColumn]) < 2 {
		return
	}
	for _, c := range r.counts {
		if namesTotal(c.Stratum) {
			r.wrong(r.line(c), takeOut+"; if it is a stratum of its own, give it another name", "column %s: %q seems to be a total of all strata, and would count people twice", tables.Letter(r.columns[stratumColumn]), c.Stratum)
		}
	}
}

// line gives the line of a count.
func (r *tallier) line(c assess.Count) int {
	return r.lines[[2]string{plainly(c.Group), plainly(c.Stratum)}]
}

// sums says which rows are the sum of others, and so seem to be totals whatever they are called: a group of all other
// groups of its stratum, and a stratum of all others, in each of its groups.
func (r *tallier) sums() {
	strata, groups := map[string][]assess.Count{}, map[string][]assess.Count{}
	for _, c := range r.counts {
		strata[c.Stratum] = append(strata[c.Stratum], c)
		groups[c.Group] = append(groups[c.Group], c)
	}
	apart := map[string]bool{} // strata that are not the sum of all others
	for _, c := range r.counts {
		apart[c.Stratum] = apart[c.Stratum] || !isSum(c, groups[c.Group])
	}
	for _, c := range r.counts {
		counts := fmt.Sprintf("(%d considered, %d taken forward): it seems to be a total, and would count people twice", c.Considered, c.Taken)
		switch {
		case isSum(c, strata[c.Stratum]):
			r.wrong(r.line(c), takeOut+"; if it is a group that happens to count as many, compare it with one other group at a time, in a table of those two", "%s counts as many as all other groups%s together %s", r.where(c), in(c), counts)
		case !apart[c.Stratum]:
			r.wrong(r.line(c), takeOut+"; if it is a stratum that happens to count as many, put it together with another one", "%s counts as many as all other strata together %s", r.where(c), counts)
		case isSum(c, r.counts):
			r.wrong(r.line(c), takeOut, "%s counts as many as all other lines together %s", r.where(c), counts)
		}
	}
}

// in names the stratum of a count, if it has one.
func in(c assess.Count) string {
	if c.Stratum == "" {
		return ""
	}
	return fmt.Sprintf(" in %q", c.Stratum)
}

// isSum says whether a count is the sum of all others that differ from it, two of which at least count people. (A total
// may stand twice.)
func isSum(c assess.Count, all []assess.Count) bool {
	considered, taken, others := 0, 0, 0
	for _, other := range all {
		if other.Considered > 0 && (other.Considered != c.Considered || other.Taken != c.Taken) {
			considered, taken, others = considered+other.Considered, taken+other.Taken, others+1
		}
	}
	return others > 1 && considered == c.Considered && taken == c.Taken
}
