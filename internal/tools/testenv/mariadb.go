package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"os"
	"path/filepath"
)

// durability says how much a test server may lose when the machine dies.
type durability bool

const (
	relaxed durability = false // tests: nobody reads these data again
	durable durability = true  // bench and prove: what production runs with
)

func (d durability) flags() []string {
	if d {
		return []string{"--innodb-flush-log-at-trx-commit=1", "--innodb-doublewrite=1"}
	}
	return []string{"--innodb-flush-log-at-trx-commit=2", "--innodb-doublewrite=0"}
}

// serverFlags hold for MariaDB and MySQL alike.
func serverFlags(d durability) []string {
	return append([]string{
		"--skip-name-resolve",
		"--character-set-server=utf8mb4",
		"--collation-server=utf8mb4_unicode_ci",
		"--default-time-zone=+00:00",
		"--transaction-isolation=READ-COMMITTED",
		"--innodb-buffer-pool-size=256M",
		"--max-connections=400",
	}, d.flags()...)
}

const mysqlUser = "yigou"

// startMySQL starts a private server whose one account may do everything.
func (s *session) startMySQL(ctx context.Context, d durability) (*server, error) {
	password := rand.Text()
	start := s.startMariaDB
	if image, ok := s.programs.image(mariaDB); ok {
		start = func(ctx context.Context, password string, d durability) (*server, error) {
			return s.startMySQLImage(ctx, image, password, d)
		}
	}
	srv, err := start(ctx, password, d)
	if err != nil {
		return nil, err
	}
	s.servers = append(s.servers, srv)
	return srv, srv.await(ctx, mysqlGreets)
}

func (s *session) startMariaDB(ctx context.Context, password string, d durability) (*server, error) {
	dir := filepath.Join(s.tmp, "mariadb")
	if err := os.Mkdir(dir, 0o700); err != nil {
		return nil, err
	}
	data := filepath.Join(dir, "data")
	asRoot := []string{}
	if os.Getuid() == 0 {
		asRoot = append(asRoot, "--user=root")
	}
	mariadbd := s.programs.path(mariaDB)
	create := append([]string{
		installer(mariadbd), "--no-defaults", "--datadir=" + data,
		"--auth-root-authentication-method=normal", "--skip-test-db",
	}, asRoot...)
	if _, err := output(ctx, dir, create[0], create[1:]...); err != nil {
		return nil, err
	}
	accounts := filepath.Join(dir, "accounts.sql")
	if err := os.WriteFile(accounts, []byte(onlyAccount("127.0.0.1", password)), 0o600); err != nil {
		return nil, err
	}
	addr, err := freeAddr(ctx)
	if err != nil {
		return nil, err
	}
	argv := append([]string{
		mariadbd, "--no-defaults", "--datadir=" + data,
		"--socket=" + filepath.Join(dir, "mysql.sock"), "--pid-file=" + filepath.Join(dir, "mysql.pid"),
		"--bind-address=127.0.0.1", "--port=" + port(addr), "--skip-log-bin", "--init-file=" + accounts,
	}, append(asRoot, serverFlags(d)...)...)
	srv, err := startProcess(ctx, mariaDB, addr, filepath.Join(s.logs, "mariadb.log"), argv)
	if err != nil {
		return nil, err
	}
	srv.user = mysqlUser + ":" + password
	return srv, nil
}

// installer stands beside the server, or in bin where the server is in sbin.
func installer(mariadbd string) string {
	k := program{commands: []string{"mariadb-install-db"}}
	if found := k.locate(); found != "" {
		return found
	}
	return filepath.Join(filepath.Dir(mariadbd), "mariadb-install-db")
}

// onlyAccount is run by the server before it accepts connections: it leaves no
// account without a password.
func onlyAccount(host, password string) string {
	return fmt.Sprintf(`DELETE FROM mysql.global_priv WHERE User <> 'mariadb.sys';
FLUSH PRIVILEGES;
CREATE USER '%[1]s'@'%[2]s' IDENTIFIED BY '%[3]s';
GRANT ALL PRIVILEGES ON *.* TO '%[1]s'@'%[2]s' WITH GRANT OPTION;
`, mysqlUser, host, password)
}
