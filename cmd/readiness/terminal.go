package main

import (
	"os"
	"runtime"

	"golang.org/x/term"

	"readiness/cmd/readiness/interview"
)

// The least window that the full screen front needs, in characters.
const (
	leastWidth  = 40
	leastHeight = 20
)

// frontOf chooses how things are put to the person: with lists to move about in where the window has at
// least so many characters, else line by line.
func (p *program) frontOf(plain bool, leastWidth, leastHeight int) (interview.Front, error) {
	if in, out, _ := p.terminals(); !plain && p.fullScreen(leastWidth, leastHeight) {
		return interview.Full(in, out)
	}
	return interview.Plain(p.stdin, p.stdout, p.width()), nil
}

// terminals gives the standard input and output as files if both are terminals.
func (p *program) terminals() (in, out *os.File, ok bool) {
	in, out = terminal(p.stdin), terminal(p.stdout)
	return in, out, in != nil && out != nil
}

func terminal(stream any) *os.File {
	f, ok := stream.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return nil
	}
	return f
}

// fullScreen says whether there is a terminal that redraws, of at least so many characters. On
// Windows nobody has tried it yet.
func (p *program) fullScreen(leastWidth, leastHeight int) bool {
	_, out, ok := p.terminals()
	if !ok || runtime.GOOS == "windows" {
		return false
	}
	if name := os.Getenv("TERM"); name == "" || name == "dumb" {
		return false
	}
	width, height, err := term.GetSize(int(out.Fd()))
	return err == nil && width >= leastWidth && height >= leastHeight
}

// width is that of the terminal, 0 if standard output is none.
func (p *program) width() int {
	if f := terminal(p.stdout); f != nil {
		if width, _, err := term.GetSize(int(f.Fd())); err == nil {
			return width
		}
	}
	return 0
}
