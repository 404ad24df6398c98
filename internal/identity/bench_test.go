package identity_test

import (
	"testing"

	"github.com/yigou/yigou/internal/cache"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/sms"
	"github.com/yigou/yigou/internal/vault"
	"github.com/yigou/yigou/internal/yigoutest"
)

// Every request begins with Authenticate: a session seen in the last seconds
// must cost no statement and next to no time.
func BenchmarkAuthenticate(b *testing.B) {
	d := yigoutest.DB(b)
	c := cache.Open(cache.Options{})
	b.Cleanup(func() { _ = c.Close() })
	var fake sms.Fake
	g := identity.New(d, vault.Dev(), c, &fake, identity.Options{})
	b.Cleanup(g.Close)
	if err := g.SendCode(b.Context(), phone, identity.ForSignIn); err != nil {
		b.Fatal(err)
	}
	m, _ := fake.Last(phone)
	in, err := g.SignInWithCode(b.Context(), phone, m.Vars["code"], "")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, _, err := g.Authenticate(b.Context(), in.Token); err != nil {
				b.Error(err)
			}
		}
	})
}
