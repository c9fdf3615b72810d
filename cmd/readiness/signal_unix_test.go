//go:build unix

package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestSignals holds that a signal ends the questions in order: what was said is saved, the way to go
// on is told, and the exit code is 130.
func TestSignals(t *testing.T) {
	t.Parallel()
	for _, sig := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM, syscall.SIGHUP} {
		dir := t.TempDir()
		cmd := exec.Command(os.Args[0], "take", "--plain", "--only", "questions", "-o", "jo")
		cmd.Dir, cmd.Env = dir, append(os.Environ(), asProgram+"=1")
		in, err := cmd.StdinPipe()
		if err != nil {
			t.Fatal(err)
		}
		defer in.Close() // ends a program that did not end by itself
		var screen screen
		cmd.Stdout, cmd.Stderr = &screen, &screen
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		screen.await(t, 1)
		if _, err := in.Write([]byte("2\n")); err != nil {
			t.Fatal(err)
		}
		screen.await(t, 2)
		if err := cmd.Process.Signal(sig); err != nil {
			t.Fatal(err)
		}
		stuck := time.AfterFunc(20*time.Second, func() { _ = cmd.Process.Kill() })
		err = cmd.Wait()
		stuck.Stop()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
			t.Errorf("%v: %v", sig, err)
		}
		if text := screen.text.String(); !strings.Contains(text, "readiness take --answers jo.toml") {
			t.Errorf("%v: how to go on is not told:\n%s", sig, text)
		}
		src, err := os.ReadFile(filepath.Join(dir, "jo.toml"))
		if err != nil || !strings.Contains(string(src), "typing-style") {
			t.Errorf("%v: the answer is not kept: %v", sig, err)
		}
	}
}
