package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// imagePrefix marks a program's path as a container image.
const imagePrefix = "image:"

// image is the image that stands in for the program, where one has to.
func (p *programs) image(name string) (string, bool) {
	return strings.CutPrefix(p.paths[name], imagePrefix)
}

// dockerAnswers is nil when a Docker engine is there to be used.
func dockerAnswers(ctx context.Context) error {
	if _, err := exec.LookPath("docker"); err != nil {
		return fmt.Errorf("no Docker either")
	}
	if _, err := output(ctx, "", "docker", "version", "--format", "{{.Server.Version}}"); err != nil {
		return fmt.Errorf("the Docker engine does not answer")
	}
	return nil
}

// startContainer starts image with its port published on a free port of the
// loopback interface. The container is removed when it stops.
func startContainer(ctx context.Context, name, image, port string, env []string, args ...string) (*server, error) {
	container := fmt.Sprintf("yigou-test-%d-%s", os.Getpid(), strings.ToLower(name))
	argv := []string{"run", "--detach", "--rm", "--name", container, "--publish", "127.0.0.1::" + port}
	for _, e := range env {
		argv = append(argv, "--env", e)
	}
	remove := func() error {
		_, err := output(context.WithoutCancel(ctx), "", "docker", "rm", "--force", "--volumes", container)
		return err
	}
	if _, err := output(ctx, "", "docker", append(append(argv, image), args...)...); err != nil {
		_ = remove() // it may or may not have come to be
		return nil, err
	}
	addr, err := output(ctx, "", "docker", "port", container, port)
	if err != nil {
		_ = remove() // the error that matters is the first
		return nil, err
	}
	addr, _, _ = strings.Cut(addr, "\n")
	s := &server{name: name, addr: addr, gone: make(chan struct{}), end: remove}
	go func() {
		defer close(s.gone)
		_, _ = output(context.WithoutCancel(ctx), "", "docker", "wait", container) // returns when it has ended, or never was
	}()
	return s, nil
}

// startMySQLImage starts MySQL where no MariaDB could be installed.
func (s *session) startMySQLImage(ctx context.Context, image, password string, d durability) (*server, error) {
	flags := append(serverFlags(d), "--skip-log-bin")
	srv, err := startContainer(ctx, mariaDB, image, "3306", []string{"MYSQL_ROOT_PASSWORD=" + password}, flags...)
	if err != nil {
		return nil, err
	}
	srv.user = "root:" + password
	return srv, nil
}
