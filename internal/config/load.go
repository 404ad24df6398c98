package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"

	"gopkg.in/yaml.v3"
)

// Load is the configuration of a process: the defaults, the file at path (or,
// if path is empty, at YIGOU_CONFIG; if that is empty too, none), the
// environment read by lookup (os.LookupEnv), validated. The error says
// everything that is wrong, a line each.
func Load(path string, lookup func(string) (string, bool)) (Config, error) {
	c := Default()
	if path == "" {
		path, _ = lookup("YIGOU_CONFIG")
	}
	if path != "" {
		if err := c.readFile(path); err != nil {
			return Config{}, err
		}
	}
	if err := c.readEnv(lookup); err != nil {
		return Config{}, err
	}
	if err := c.Validate(); err != nil {
		return Config{}, err
	}
	return c, nil
}

func (c *Config) readFile(path string) error {
	raw, err := os.ReadFile(path)
	if err != nil {
		return fmt.Errorf("configuration file: %w; give the path of an existing file or none", err)
	}
	d := yaml.NewDecoder(bytes.NewReader(raw))
	d.KnownFields(true)
	if err := d.Decode(c); err != nil && !errors.Is(err, io.EOF) {
		return explain(path, err)
	}
	if err := d.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: only one YAML document is read; remove what follows the second ---", path)
	}
	return nil
}

var unknownKey = regexp.MustCompile(`^line (\d+): field (\S+) not found in type \S+$`)

// explain turns the decoder's words into sentences that say what to do.
func explain(path string, err error) error {
	var wrong *yaml.TypeError
	if !errors.As(err, &wrong) {
		return fmt.Errorf("%s: %w", path, err)
	}
	var all []error
	for _, text := range wrong.Errors {
		if m := unknownKey.FindStringSubmatch(text); m != nil {
			text = fmt.Sprintf("line %s: unknown key %q; configs/yigou.example.yaml has every key", m[1], m[2])
		}
		all = append(all, fmt.Errorf("%s: %s", path, text))
	}
	return errors.Join(all...)
}
