package main

import (
	"fmt"
	"io"
	"strings"
	"sync"
)

// screen is the terminal, shared by stages that run side by side: whole lines only.
type screen struct {
	mu sync.Mutex
	w  io.Writer
}

func (s *screen) linef(format string, a ...any) {
	s.mu.Lock()
	defer s.mu.Unlock()
	fmt.Fprintf(s.w, format+"\n", a...)
}

// block prints text indented under a stage's line.
func (s *screen) block(text string) {
	text = strings.TrimRight(text, "\n")
	if text == "" {
		return
	}
	s.linef("      %s", strings.ReplaceAll(text, "\n", "\n      "))
}

// tail is the last n lines of text.
func tail(text string, n int) string {
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	if len(lines) > n {
		lines = append([]string{fmt.Sprintf("… %d lines above, see the log", len(lines)-n)}, lines[len(lines)-n:]...)
	}
	return strings.Join(lines, "\n")
}
