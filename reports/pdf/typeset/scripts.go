package typeset

import (
	"slices"
	"strings"
	"unicode"
)

// Unshown gives how many user-perceived characters no face has and are drawn as U+FFFD, and what they
// are in plain words, each once, in the order they came: "Chinese characters", "emoji".
func (r Run) Unshown() (count int, kinds []string) {
	for _, cluster := range r.unshown {
		if kind := kindOf(cluster); !slices.Contains(kinds, kind) {
			kinds = append(kinds, kind)
		}
	}
	return len(r.unshown), kinds
}

// plainScripts are the words for scripts that people know by another name than Unicode's.
var plainScripts = map[string]string{
	"Han":                 "Chinese characters",
	"Hangul":              "Korean letters",
	"Hiragana":            "Japanese letters",
	"Katakana":            "Japanese letters",
	"Bopomofo":            "Chinese phonetic letters",
	"Myanmar":             "Burmese letters",
	"Ethiopic":            "Ethiopian letters",
	"Nko":                 "N'Ko letters",
	"Canadian_Aboriginal": "Canadian Aboriginal letters",
	"SignWriting":         "sign language writing",
}

// kindOf says what a user-perceived character that no face has is: by its first character that none
// has, else by its first, which no face has together with the rest.
func kindOf(cluster string) string {
	runes := []rune(cluster)
	r := runes[0]
	if i := slices.IndexFunc(runes, func(r rune) bool { _, found := family(string(r)); return !found }); i >= 0 {
		r = runes[i]
	}
	switch script := scriptOf(r); {
	case script != "Common" && script != "Inherited" && script != "":
		if words, known := plainScripts[script]; known {
			return words
		}
		words := strings.ReplaceAll(script, "_", " ") + " letters"
		if slices.Contains([]string{"Latin", "Greek", "Cyrillic", "Arabic", "Hebrew", "Armenian", "Georgian"}, script) {
			return "rare " + words // the common ones are in the faces
		}
		return words
	case r >= 0x1F000 && unicode.Is(unicode.S, r):
		return "emoji"
	case unicode.Is(unicode.M, r):
		return "rare accents"
	}
	return "rare signs"
}

// scriptOf gives Unicode's name of the script of a character; each has at most one.
func scriptOf(r rune) string {
	for name, table := range unicode.Scripts {
		if unicode.Is(table, r) {
			return name
		}
	}
	return ""
}
