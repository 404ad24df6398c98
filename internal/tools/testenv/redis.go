package main

import (
	"context"
	"os"
	"path/filepath"
)

// startRedis starts a private Redis that keeps nothing.
func (s *session) startRedis(ctx context.Context) (*server, error) {
	start := s.startRedisProcess
	if image, ok := s.programs.image(redis); ok {
		start = func(ctx context.Context) (*server, error) {
			return startContainer(ctx, redis, image, "6379", nil, "--save", "", "--appendonly", "no")
		}
	}
	srv, err := start(ctx)
	if err != nil {
		return nil, err
	}
	s.servers = append(s.servers, srv)
	return srv, srv.await(ctx, redisGreets)
}

func (s *session) startRedisProcess(ctx context.Context) (*server, error) {
	addr, err := freeAddr(ctx)
	if err != nil {
		return nil, err
	}
	dir := filepath.Join(s.tmp, "redis")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	// The binary decides by its name whether it is the server or a checker of files.
	binary := filepath.Join(dir, "redis-server")
	if err := os.Symlink(s.programs.path(redis), binary); err != nil {
		return nil, err
	}
	return startProcess(ctx, redis, addr, filepath.Join(s.logs, "redis.log"), []string{
		binary, "--port", port(addr), "--bind", "127.0.0.1", "--dir", dir,
		"--save", "", "--appendonly", "no", "--daemonize", "no",
	})
}
