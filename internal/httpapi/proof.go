package httpapi

import (
	"context"

	"github.com/yigou/yigou/internal/alloc"
	"github.com/yigou/yigou/internal/audit"
	"github.com/yigou/yigou/internal/db"
	"github.com/yigou/yigou/internal/ledger"
	"github.com/yigou/yigou/internal/proof"
	"github.com/yigou/yigou/internal/trade"
)

// PublicGetProof proves one entry to whoever holds its link.
func (s *Server) PublicGetProof(ctx context.Context, r PublicGetProofRequestObject) (PublicGetProofResponseObject, error) {
	row, err := s.Tokens.Row(r.Token)
	if err != nil {
		return nil, err
	}
	var p entryProof
	err = s.DB.Snapshot(ctx, func(tx *db.Tx) (err error) {
		p, err = s.readProof(tx, row)
		return err
	})
	return PublicGetProof200JSONResponse(s.proofOut(p)), err
}

// entryProof is what the page of a proof tells.
type entryProof struct {
	origin  alloc.Origin
	orderNo string
	doc     proof.Document
}

func (s *Server) readProof(tx *db.Tx, row int64) (p entryProof, err error) {
	if p.origin, err = alloc.OriginOf(tx, row); err != nil {
		return p, err
	}
	o, err := trade.OrderByID(tx, p.origin.Order)
	if err != nil {
		return p, err
	}
	p.orderNo = o.No
	p.doc, err = s.Proofs.OfRow(tx, p.origin.Order, row)
	return p, err
}

// PublicListCheckpoints lists what was signed.
func (s *Server) PublicListCheckpoints(ctx context.Context, r PublicListCheckpointsRequestObject) (PublicListCheckpointsResponseObject, error) {
	before, err := idCursor(r.Params.Cursor)
	if err != nil {
		return nil, err
	}
	out := CheckpointList{PublicKey: s.Chain.PublicKey(), NextAt: s.NextSign(s.DB.Clock().Now())}
	err = s.DB.View(ctx, func(tx *db.Tx) error {
		list, err := ledger.Checkpoints(tx, before, r.Params.Limit+1)
		list, out.NextCursor = page(list, r.Params.Limit, func(c ledger.Checkpoint) int64 { return c.ID })
		out.Items = mapped(list, checkpoint)
		return err
	})
	return PublicListCheckpoints200JSONResponse(out), err
}

// PublicGetConsistency proves that nothing signed earlier was changed later.
func (s *Server) PublicGetConsistency(ctx context.Context, r PublicGetConsistencyRequestObject) (PublicGetConsistencyResponseObject, error) {
	var out Consistency
	err := s.DB.Snapshot(ctx, func(tx *db.Tx) error {
		from, err := ledger.CheckpointByNo(tx, r.From)
		if err != nil {
			return err
		}
		to, err := ledger.CheckpointByNo(tx, r.To)
		if err != nil {
			return err
		}
		path, err := ledger.ConsistencyProof(tx, from, to)
		out = Consistency{From: checkpoint(from), To: checkpoint(to), Path: mapped(path, hexOf)}
		return err
	})
	return PublicGetConsistency200JSONResponse(out), err
}

// PublicGetLogKey is the key of checkpoints.
func (s *Server) PublicGetLogKey(context.Context, PublicGetLogKeyRequestObject) (PublicGetLogKeyResponseObject, error) {
	return PublicGetLogKey200JSONResponse{PublicKey: s.Chain.PublicKey()}, nil
}

// DistrictCreateCheckpoint signs the books now.
func (s *Server) DistrictCreateCheckpoint(ctx context.Context, _ DistrictCreateCheckpointRequestObject) (DistrictCreateCheckpointResponseObject, error) {
	c, fresh, err := s.Chain.Take(ctx)
	if err != nil {
		return nil, err
	}
	if c.ID == 0 {
		return nil, ledger.ErrNothingToSign
	}
	if fresh {
		err = s.DB.Update(ctx, func(tx *db.Tx) error {
			return audit.Add(tx, actorOf(ctx), "checkpoint.create", "checkpoint", c.ID, "")
		})
	}
	return DistrictCreateCheckpoint201JSONResponse(checkpoint(c)), err
}
