package tables

import (
	"slices"
	"strings"
)

// metadata gives the use of columns that forms add by themselves, and that our own template has, by their tidy
// words: in English, Welsh, German, French, Spanish and Polish.
var metadata = map[string]Use{
	"reference": ForReference, "id": ForReference, "identyfikator": ForReference,
	"ref": ForReference, "ref.": ForReference, "ref no": ForReference, "ref no.": ForReference, "ref number": ForReference,
	"reference number": ForReference, "reference no": ForReference, "reference no.": ForReference,

	"name": ForName, "full name": ForName, "first name": ForName, "forename": ForName, "given name": ForName,
	"first names": ForName, "forenames": ForName, "given names": ForName, "forename(s)": ForName, "first name(s)": ForName,
	"last name": ForName, "surname": ForName, "family name": ForName, "enw": ForName, "nom": ForName, "nombre": ForName, "nazwa": ForName,

	"email": ForEmail, "e-mail": ForEmail, "email address": ForEmail, "e-mail address": ForEmail, "username": ForEmail,
	"e-bost": ForEmail, "ebost": ForEmail, "cyfeiriad e-bost": ForEmail, "enw defnyddiwr": ForEmail,
	"e-mail-adresse": ForEmail, "nutzername": ForEmail, "adresse de messagerie": ForEmail, "adresse e-mail": ForEmail,
	"nom d'utilisateur": ForEmail, "correo electrónico": ForEmail, "dirección de correo electrónico": ForEmail,
	"nombre de usuario": ForEmail, "adres e-mail": ForEmail, "nazwa użytkownika": ForEmail,

	"date": ForDate, "completion time": ForDate, "timestamp": ForDate, "amser cwblhau": ForDate, "stamp amser": ForDate,
	"fertigstellungszeit": ForDate, "zeitstempel": ForDate, "heure de fin": ForDate, "horodateur": ForDate,
	"hora de finalización": ForDate, "marca temporal": ForDate, "godzina ukończenia": ForDate, "sygnatura czasowa": ForDate,

	"start time": Ignored, "last modified time": Ignored, "amser dechrau": Ignored, "amser addasu diwethaf": Ignored,
	"startzeit": Ignored, "uhrzeit der letzten änderung": Ignored, "zeitpunkt der letzten änderung": Ignored, "heure de début": Ignored,
	"heure de la dernière modification": Ignored, "hora de inicio": Ignored, "hora de la última modificación": Ignored,
	"godzina rozpoczęcia": Ignored, "godzina ostatniej modyfikacji": Ignored, "czas ostatniej modyfikacji": Ignored,
}

// The words that applicant systems put together for columns, such as "Candidate ID" and "Applicant name".
var (
	whose   = []string{"candidate", "applicant", "application"}
	whoseOf = map[string]Use{
		"id": ForReference, "reference": ForReference, "number": ForReference, "ref": ForReference, "ref.": ForReference, "no": ForReference, "no.": ForReference,
		"reference number": ForReference, "name": ForName, "full name": ForName, "first name": ForName, "last name": ForName, "surname": ForName,
		"email": ForEmail, "e-mail": ForEmail, "email address": ForEmail, "e-mail address": ForEmail,
	}
)

// metaUse gives the use of a column that is no question, by its tidy words.
func metaUse(words string) (use Use, known bool) {
	if use, known = metadata[words]; known {
		return use, true
	}
	who, what, _ := strings.Cut(words, " ")
	if use, known = whoseOf[what]; known && slices.Contains(whose, who) && (who != "application" || use == ForReference) {
		return use, true
	}
	return Ignored, false
}

// quizWords are the columns that a form adds once if it is a quiz.
var quizWords = map[string]bool{"total points": true, "quiz feedback": true, "score": true, "total score": true}

// quizAround is what stands before or after the words of a question in the columns that a quiz adds for each.
var quizAround = []struct{ before, after string }{
	{"points - ", ""}, {"feedback - ", ""}, {"", " [score]"}, {"", " [feedback]"},
}

// setAsideWords are the columns that the table of set-aside rows has beyond those of the original.
var setAsideWords = map[string]bool{"set aside: line": true, "set aside: column": true, "set aside: reason": true}

// anonymous are the words that forms put for the e-mail address or name of whoever need not give one.
var anonymous = map[string]bool{"anonymous": true, "anonym": true, "anonyme": true, "anónimo": true, "anonimowy": true, "dienw": true}

const longestAnonymous = len("anonimowy")
