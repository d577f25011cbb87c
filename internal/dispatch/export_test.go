package dispatch

// What tests look at from outside.
var (
	NewDataConverter    = newDataConverter
	NewFailureConverter = newFailureConverter
	Translate           = translate
)

// MaxPayload and Encoding are what the codec holds payloads to.
const (
	MaxPayload = maxPayload
	Encoding   = encoding
)
