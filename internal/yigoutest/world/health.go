package world

// Healthy runs the doctor.
func (w *World) Healthy() {}
