package main

import (
	"bufio"
	"fmt"
	"io"
	"unsafe"

	"golang.org/x/sys/windows"
)

// waitIfDoubleClicked keeps the window open until Enter is pressed, if it was opened for this program
// alone: then no other process is attached to the console (GetConsoleProcessList, Windows console API).
func waitIfDoubleClicked(stdin io.Reader, stderr io.Writer) {
	var ids [2]uint32
	list := windows.NewLazySystemDLL("kernel32.dll").NewProc("GetConsoleProcessList")
	n, _, _ := list.Call(uintptr(unsafe.Pointer(&ids[0])), uintptr(len(ids)))
	if n != 1 {
		return
	}
	fmt.Fprint(stderr, "\nPress Enter to close this window.")
	_, _ = bufio.NewReader(stdin).ReadString('\n') // whatever comes, the window closes
}
