package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"

	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/app"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/fault"
	"github.com/yigou/yigou/internal/identity"
	"github.com/yigou/yigou/internal/place"
)

// hiredHere are the roles that need no organisation, in the words of the office.
var hiredHere = map[string]string{
	identity.DistrictAdmin: "区帮扶办管理员", identity.Auditor: "审计员", identity.TownReviewer: "乡镇审核员",
}

// staff hires somebody without a session: the way in for the first
// administrator of a new installation. Everybody else is hired in the office.
func staff(ctx context.Context, e env, args []string) error {
	in, err := readStaff(args)
	if err != nil {
		return err
	}
	in.Password = identity.NewPassword()
	return withApp(ctx, e, func(a *app.App) error {
		where, err := regionOf(ctx, a.DB, &in.Grants[0])
		if err != nil {
			return err
		}
		u, err := a.Gate.CreateStaff(ctx, actor.System("staff"), in)
		if err != nil {
			return spelledOut(err)
		}
		return printStaff(e.out, u, in, where)
	})
}

func readStaff(args []string) (identity.NewStaff, error) {
	f := flag.NewFlagSet("staff", flag.ContinueOnError)
	phone := f.String("phone", "", "mobile number, 11 digits; the person signs in with it")
	name := f.String("name", "", "the person's name, shown in lists and the audit log")
	role := f.String("role", identity.DistrictAdmin, "district_admin, auditor or town_reviewer")
	region := f.String("region", "", "official code: 6 digits a district, 9 a town; default the district")
	if err := f.Parse(args); err != nil {
		return identity.NewStaff{}, err
	}
	if f.NArg() > 0 {
		return identity.NewStaff{}, fmt.Errorf("staff: %q is not understood", f.Arg(0))
	}
	if hiredHere[*role] == "" {
		return identity.NewStaff{}, fmt.Errorf("staff: -role %s is not given here: an administrator hires for stations and suppliers in the office", *role)
	}
	return identity.NewStaff{
		Phone: *phone, Name: *name, Grants: []identity.NewGrant{{Role: identity.Role(*role), Region: *region}},
	}, nil
}

// regionOf fills in the district where no region was given and returns the
// region's name.
func regionOf(ctx context.Context, d *db.DB, g *identity.NewGrant) (name string, err error) {
	err = d.View(ctx, func(tx *db.Tx) error {
		tree, err := place.Read(tx)
		if err != nil {
			return err
		}
		if g.Region == "" && g.Role != identity.TownReviewer {
			root, err := tree.Root()
			g.Region, name = root.Code, root.Name
			return err
		}
		p, err := tree.Get(g.Region)
		name = p.Name
		return err
	})
	return name, err
}

// spelledOut adds what is wrong with each input to a refusal.
func spelledOut(err error) error {
	f, ok := fault.From(err)
	if !ok {
		return err
	}
	for _, x := range f.Fields {
		err = errors.Join(err, fmt.Errorf("-%s: %s", x.Name, x.Detail))
	}
	return err
}

// printStaff is the only place where the password is ever shown.
func printStaff(w io.Writer, u identity.User, in identity.NewStaff, where string) error {
	_, err := fmt.Fprintf(w, "%s %s 现在是%s%s。\n首次密码:%s\n密码只显示这一次,请当面交给本人;在 /office/ 用手机号和密码登录。\n",
		u.Name, u.PhoneMask, where, hiredHere[string(in.Grants[0].Role)], in.Password)
	return err
}
