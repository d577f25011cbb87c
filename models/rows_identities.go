package models

import "time"

// Identity says who a member of staff is at an identity provider: issuer and subject together name one person there. Nobody is
// ever found by a name or an address. Written by LinkIdentity and EndIdentity.
type Identity struct {
	ID        string
	Issuer    string
	Subject   string
	StaffID   string
	CreatedBy string    // the person, who signed in to prove it, or an administrator
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
	EndedBy   *string
	EndedAt   *time.Time
}

// TableName is the table of identities.
func (Identity) TableName() string { return "identities" }

// SignInAttempt is one attempt to sign in at an identity provider, used once. Written by BeginAttempt, deleted by TakeAttempt.
type SignInAttempt struct {
	Hash      []byte `gorm:"primaryKey;not null"` // of the value in the browser's cookie
	State     string
	Nonce     string
	Verifier  string
	GoOn      string  // path of the desk
	StaffID   *string // who links an identity to himself; nil for signing in
	SessionID *string // in which he does so
	ExpiresAt time.Time
}

// TableName is the table of attempts.
func (SignInAttempt) TableName() string { return "sign_in_attempts" }

// IdentitySession says which identity a session rests on. Written by BeginSessionOf.
type IdentitySession struct {
	SessionID       string `gorm:"primaryKey"`
	IdentityID      string
	ProviderSession string // the provider's name for its own; "" when it gave none
}

// TableName is the table of sessions that rest on identities.
func (IdentitySession) TableName() string { return "identity_sessions" }

// LogoutToken is one that has been used. Written by EndSessionsAt.
type LogoutToken struct {
	Issuer string `gorm:"primaryKey"`
	ID     string `gorm:"primaryKey"`
	Until  time.Time
}

// TableName is the table of used logout tokens.
func (LogoutToken) TableName() string { return "logout_tokens" }
