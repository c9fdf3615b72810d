package questionnaires

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"readiness/assess"
)

//go:embed builtin.toml *.toml roles/*.toml
var embedded embed.FS

//go:embed template/questionnaire.toml template/role.toml
var templates embed.FS

// index is what is built in: ids, in the order in which they are shown.
type index struct{ roles, questionnaires []string }

// builtin reads the list of what is built in. It is part of the program, so a fault in it is one of
// the program, which the tests would show.
var builtin = sync.OnceValue(func() index {
	src, err := embedded.ReadFile("builtin.toml")
	if err != nil {
		panic(err)
	}
	t, err := open("builtin.toml", src, "builtin")
	if err != nil {
		panic(err)
	}
	var i index
	isID := func(at int, id string) bool { return t.checkID(at, "a name", id) }
	i.roles = t.texts("roles", "ids", maxKeys, isID)
	i.questionnaires = t.texts("questionnaires", "ids", maxKeys, isID)
	t.close()
	if err := t.problems.Err(); err != nil {
		panic(err)
	}
	return i
})

// DefaultRole gives the id of the role that is judged if none is named.
func DefaultRole() string { return builtin().roles[0] }

// Roles gives the ids of the roles that are built in.
func Roles() []string { return slices.Clone(builtin().roles) }

// Questionnaires gives the ids of the questionnaires that are built in.
func Questionnaires() []string { return slices.Clone(builtin().questionnaires) }

// Builtin gives the file of a questionnaire or role that is built in, by id, and a name for messages.
// Its error is assess.Problems.
func Builtin(id string) (name string, src []byte, err error) {
	var path string
	switch {
	case slices.Contains(builtin().roles, id):
		path = "roles/" + id + ".toml"
	case slices.Contains(builtin().questionnaires, id):
		path = id + ".toml"
	default:
		ids := append(Roles(), Questionnaires()...)
		return "", nil, assess.Problems{{
			What: fmt.Sprintf("no questionnaire or role called %q is built in", shown(id)),
			Fix:  "name one of: " + strings.Join(ids, ", ") + like(id, ids),
		}}
	}
	src, err = embedded.ReadFile(path)
	return "built-in " + path, src, err
}

// A File is a file to be written: its name, without a folder, and its text.
type File struct {
	Name string
	Text []byte
}

// roleEnding is what the id of a template's role ends in, after the id of its questionnaire.
const roleEnding = "-role"

// Template gives a small questionnaire with an id and a role for it, to start from: commented, and
// correct as they are. Its error is assess.Problems: id is no id.
func Template(id string) ([]File, error) {
	if !isID(id) || len(id+roleEnding) > maxID {
		return nil, assess.Problems{{
			What: fmt.Sprintf("%q is no id", shown(id)),
			Fix:  fmt.Sprintf("write lower-case letters, digits and hyphens, a letter first, at most %d, such as \"my-course\"", maxID-len(roleEnding)),
		}}
	}
	var files []File
	for _, kind := range []struct{ path, ending string }{{"template/questionnaire.toml", ""}, {"template/role.toml", roleEnding}} {
		text, err := templates.ReadFile(kind.path)
		if err != nil {
			return nil, err
		}
		text = []byte(strings.ReplaceAll(string(text), "my-questionnaire", id))
		files = append(files, File{id + kind.ending + ".toml", text})
	}
	return files, nil
}
