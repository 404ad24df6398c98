package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/yigou/yigou/internal/config"
)

// health asks the serve that runs with the same configuration whether it is
// ready. It is the health check of an image in which there is nothing else to
// ask with.
func health(ctx context.Context, e env, args []string) error {
	if err := noFlags("health", args); err != nil {
		return err
	}
	url, err := readyURL(e.cfg.HTTP)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 2*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, http.NoBody)
	if err != nil {
		return err
	}
	res, err := loopback().Do(req)
	if err != nil {
		return fmt.Errorf("health: %w", err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("health: %s answers %s", url, res.Status)
	}
	_, err = fmt.Fprintln(e.out, "ready")
	return err
}

// readyURL is where this machine reaches the listener; one that listens on
// every address is reached on loopback.
func readyURL(h config.HTTP) (string, error) {
	host, port, err := net.SplitHostPort(h.Addr)
	if err != nil {
		return "", fmt.Errorf("health: %w", err)
	}
	if ip, err := netip.ParseAddr(host); host == "" || (err == nil && ip.IsUnspecified()) {
		host = "127.0.0.1"
	}
	scheme := "http"
	if h.TLSCert != "" {
		scheme = "https"
	}
	return scheme + "://" + net.JoinHostPort(host, port) + "/readyz", nil
}

// loopback is a client for our own listener, whose certificate bears the
// public name and not the address we call.
func loopback() *http.Client {
	return &http.Client{Transport: &http.Transport{
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true}, //nolint:gosec // nothing is sent, and only a status is read
	}}
}
