package audit

import (
	"github.com/yigou/yigou/internal/actor"
	"github.com/yigou/yigou/internal/db"
)

type entryRow struct {
	ID         int64
	AtUS       int64
	UserID     int64
	Role       string
	OrgKind    string
	OrgID      int64
	Region     string
	RequestID  string
	Verb       string
	ObjectKind string
	ObjectID   int64
	Detail     string
}

func insert(tx *db.Tx, e Entry) error {
	return tx.SQL().Exec(`INSERT INTO audit_log
		(id, at_us, user_id, role, org_kind, org_id, region, request_id, verb, object_kind, object_id, detail)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		e.ID, e.AtUS, e.Actor.UserID, e.Actor.Role, e.Actor.OrgKind, e.Actor.OrgID, e.Actor.Region, e.Actor.RequestID,
		e.Verb, e.ObjectKind, e.ObjectID, e.Detail).Error
}

func list(tx *db.Tx, q Query) ([]Entry, error) {
	sql := tx.SQL().Table("audit_log").Order("id DESC").Limit(q.Limit)
	if q.Region != "" {
		sql = sql.Where("region LIKE ?", q.Region+"%")
	}
	if q.UserIDs != nil {
		sql = sql.Where("user_id IN ?", append([]int64{-1}, q.UserIDs...)) // of nobody, where there is nobody
	}
	if q.FromUS != 0 {
		sql = sql.Where("at_us >= ?", q.FromUS)
	}
	if q.ToUS != 0 {
		sql = sql.Where("at_us < ?", q.ToUS)
	}
	if q.ObjectKind != "" {
		sql = sql.Where("object_kind = ?", q.ObjectKind)
	}
	if q.ObjectID != 0 {
		sql = sql.Where("object_id = ?", q.ObjectID)
	}
	if q.Before != 0 {
		sql = sql.Where("id < ?", q.Before)
	}
	var rows []entryRow
	if err := sql.Find(&rows).Error; err != nil {
		return nil, err
	}
	entries := make([]Entry, len(rows))
	for i, r := range rows {
		entries[i] = Entry{
			ID: r.ID, AtUS: r.AtUS, Verb: r.Verb, ObjectKind: r.ObjectKind, ObjectID: r.ObjectID, Detail: r.Detail,
			Actor: actor.Actor{UserID: r.UserID, Role: r.Role, OrgKind: r.OrgKind, OrgID: r.OrgID, Region: r.Region, RequestID: r.RequestID},
		}
	}
	return entries, nil
}
