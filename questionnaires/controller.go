package questionnaires

import "strings"

// A Controller is who is responsible for what is done with people's answers, in their own words. It stands in
// whatever is written about people who apply.
type Controller struct {
	Name        string // who is responsible
	Contact     string // how to reach them
	Retention   string // how long answers and results are kept
	Complaints  string // how to complain, and to whom
	Adjustments string // whom to ask for an adjustment; Contact if the file does not say
}

// controllerKind is how messages name the file. Identify does not know it: nothing but ParseController reads it.
const controllerKind Kind = "controller"

// Limits on the words of a controller, in characters: what fits on the page that tells people of them.
const (
	maxController = 200
	maxContact    = 300
	maxRetention  = 400
	maxComplaints = 600
)

// controllerKeys are the keys that only such a file has.
var controllerKeys = []string{"controller", "contact", "retention", "complaints", "adjustments"}

// ParseController gives what a file says of who is responsible for people's answers. Its error is
// assess.Problems; name is how the person called the file.
func ParseController(name string, src []byte) (Controller, error) {
	if h, err := Identify(name, src); err == nil {
		if err := notOfController(name, src, h.Kind); err != nil {
			return Controller{}, err
		}
	}
	top, err := openAs(controllerKind, name, src)
	if err != nil {
		return Controller{}, err
	}
	top.what = "file"
	c := Controller{
		Name: top.prose("controller", maxController), Contact: top.prose("contact", maxContact),
		Retention: top.prose("retention", maxRetention), Complaints: top.prose("complaints", maxComplaints),
		Adjustments: top.proseIfAny("adjustments", maxContact),
	}
	if c.Adjustments == "" {
		c.Adjustments = c.Contact
	}
	top.close()
	if err := top.problems.Err(); err != nil {
		return Controller{}, err
	}
	return c, nil
}

// notOfController says that a file is of another kind, if it has no key of a controller's.
func notOfController(name string, src []byte, is Kind) error {
	f := newFile(name, src)
	for _, key := range outline(f).keys {
		for _, own := range controllerKeys {
			if strings.EqualFold(key, own) {
				return nil
			}
		}
	}
	what := "a " + string(is)
	if is == Answers {
		what = "a file of answers"
	}
	f.fault(0, "give the file that says who is responsible for people's answers", "this is %s", what)
	return f.problems.Err()
}

// ControllerTemplate gives a file for ParseController, to be filled in: each line says what belongs there. As it
// is, it is refused, so that nobody is told of a controller that does not exist.
func ControllerTemplate() string {
	return `# Who is responsible for the answers of the people whom you consider. Whatever is written about them carries
# these words, and people can hold you to them, so let whoever answers for data protection read them.
# Write between the quotation marks. Line breaks are allowed between three of them: """ ... """

format = 1

# Who is responsible, by full name, such as: Exampleshire Hospitals NHS Foundation Trust, Recruitment
controller = ""

# How to reach them with a question about the answers or the result: an e-mail address, a phone number, a post
# address. Give two ways if you can.
contact = ""

# How long answers and results are kept, and what happens then, such as: We keep your answers for six months after
# the post is filled. Then we delete them.
retention = ""

# How to complain, and to whom. In the United Kingdom people may also complain to the Information Commissioner's
# Office (ico.org.uk); it belongs here in your own words.
complaints = ""

# Whom to ask for an adjustment, such as more time or another format. Leave this line out if it is the contact.
# adjustments = ""
`
}
