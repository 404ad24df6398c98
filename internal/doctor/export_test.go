package doctor

// CheckIn lets a test look at what a transaction sees before it is undone.
var CheckIn = checkIn
