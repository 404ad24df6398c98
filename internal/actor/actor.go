// Package actor says who is asking: it travels from the session to every write.
package actor

// Actor is the caller of one request, or a job acting for the house.
type Actor struct {
	UserID    int64
	Role      string // identity's role word; "" for a visitor
	OrgKind   string // station, supplier, district …; "" when the role has none
	OrgID     int64
	Region    string // official code whose prefix bounds what is seen; "" = own objects only
	RequestID string
}

// SystemRole is the role of jobs and imports that no person started.
const SystemRole = "system"

// System is the house itself: jobs, migrations.
func System(requestID string) Actor { return Actor{Role: SystemRole, RequestID: requestID} }

// SignedIn reports whether a person stands behind the request.
func (a Actor) SignedIn() bool { return a.UserID != 0 }
