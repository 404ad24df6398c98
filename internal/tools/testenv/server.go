package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"time"
)

// startTime is how long a server may take until it answers; a container's
// image may have to come over the network first.
const startTime = 3 * time.Minute

// server is a private MariaDB or Redis: a process of ours, or a container.
type server struct {
	name string
	addr string        // 127.0.0.1:port
	user string        // user:password where there is one
	gone chan struct{} // closed when it has ended
	once sync.Once
	end  func() error // asks it to end
}

// stop ends the server and waits for it; the second call does nothing.
func (s *server) stop() error {
	var err error
	s.once.Do(func() {
		select {
		case <-s.gone:
			return
		default:
		}
		err = s.end()
		<-s.gone
	})
	return err
}

// startProcess starts argv as a server that outlives the context: only stop ends it.
func startProcess(ctx context.Context, name, addr, logFile string, argv []string) (*server, error) {
	log, err := os.Create(logFile)
	if err != nil {
		return nil, err
	}
	defer log.Close()
	cmd := exec.CommandContext(context.WithoutCancel(ctx), argv[0], argv[1:]...)
	cmd.Stdout, cmd.Stderr = log, log
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", name, err)
	}
	s := &server{name: name, addr: addr, gone: make(chan struct{})}
	go func() {
		defer close(s.gone)
		_ = cmd.Wait() // how it ended is in its log
	}()
	s.end = func() error {
		if err := cmd.Process.Signal(syscall.SIGTERM); err != nil && !errors.Is(err, os.ErrProcessDone) {
			return err
		}
		select {
		case <-s.gone:
			return nil
		case <-time.After(grace):
			return cmd.Process.Kill()
		}
	}
	return s, nil
}

// await waits until greet is satisfied on a fresh connection to the server.
func (s *server) await(ctx context.Context, greet func(net.Conn) error) error {
	ctx, cancel := context.WithTimeout(ctx, startTime)
	defer cancel()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		err := s.greeted(ctx, greet)
		if err == nil {
			return nil
		}
		select {
		case <-s.gone:
			return fmt.Errorf("%s ended while starting", s.name)
		case <-ctx.Done():
			return fmt.Errorf("%s does not answer: %w", s.name, err)
		case <-tick.C:
		}
	}
}

func (s *server) greeted(ctx context.Context, greet func(net.Conn) error) error {
	dialer := net.Dialer{Timeout: time.Second}
	conn, err := dialer.DialContext(ctx, "tcp", s.addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(2 * time.Second)); err != nil {
		return err
	}
	return greet(conn)
}

// mysqlGreets: the server speaks first; byte 4 of its packet is the protocol, 10.
func mysqlGreets(conn net.Conn) error {
	head := make([]byte, 5)
	if _, err := conn.Read(head); err != nil {
		return err
	}
	if head[4] != 10 {
		return fmt.Errorf("not a MySQL greeting: % x", head)
	}
	return nil
}

func redisGreets(conn net.Conn) error {
	if _, err := conn.Write([]byte("PING\r\n")); err != nil {
		return err
	}
	line, err := bufio.NewReader(conn).ReadString('\n')
	if err != nil {
		return err
	}
	if !strings.HasPrefix(line, "+PONG") {
		return fmt.Errorf("not a Redis greeting: %q", line)
	}
	return nil
}

// freeAddr is a loopback address nobody listens on at this moment.
func freeAddr(ctx context.Context) (string, error) {
	var config net.ListenConfig
	listener, err := config.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer listener.Close()
	return listener.Addr().String(), nil
}

// port is the port of host:port; empty when addr is none.
func port(addr string) string {
	_, p, err := net.SplitHostPort(addr)
	if err != nil {
		return ""
	}
	return p
}

// serverEnv is how tests learn of the servers.
func serverEnv(mysql, redis *server) []string {
	return []string{
		"YIGOU_TEST_MYSQL=mysql://" + mysql.user + "@" + mysql.addr + "/",
		"YIGOU_TEST_REDIS=" + redis.addr,
	}
}
