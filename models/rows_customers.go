package models

import "time"

// PersonKey is the data key of one person, wrapped by the master key. To destroy it is to forget the person: whatever
// it sealed can't be read any more, and every hash chain still verifies. Written with whoever it is for; destroyed by a case of erasure,
// after which the database refuses to change it.
type PersonKey struct {
	ID        string
	Wrapped   []byte    `gorm:"not null"`
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
}

// TableName is the table of person keys.
func (PersonKey) TableName() string { return "person_keys" }

// Customer is a customer with the personal fields sealed; the indexes are keyed hashes of the normalised values.
// Written by CreateCustomer and CorrectCustomer; what is done about the cars moves Seq; a case of erasure ends or restricts it.
type Customer struct {
	ID          string
	KeyID       string
	UnitID      string
	Seq         int64     // version: seq of the last event in the customer's own stream
	NameSealed  []byte    `gorm:"not null"`
	PhoneSealed []byte    `gorm:"not null"`
	NameIndex   []byte    `gorm:"not null"`
	PhoneIndex  []byte    `gorm:"not null"`
	Last4Index  []byte    `gorm:"not null"`
	CreatedAt   time.Time `gorm:"autoCreateTime:false"`

	Class       string     // for which policies greet differently; "" until somebody says
	ConsentedAt *time.Time // has agreed to be greeted

	ErasedAt     *time.Time // nothing personal is left since then, and the key is destroyed
	RestrictedAt *time.Time // the law has the customer's data kept: they are stored since then, and nothing else is done with them
}

// TableName is the table of customers.
func (Customer) TableName() string { return "customers" }

// Vehicle is a customer's car, plate and VIN sealed with the customer's key. Written by AddVehicle and CorrectVehicle.
type Vehicle struct {
	ID          string
	CustomerID  string
	Model       string
	PlateSealed []byte    `gorm:"not null"`
	VINSealed   []byte    `gorm:"not null"`
	PlateIndex  []byte    `gorm:"not null"` // empty when the car has none yet
	VINIndex    []byte    `gorm:"not null"` // empty when it isn't known
	CreatedAt   time.Time `gorm:"autoCreateTime:false"`
}

// TableName is the table of vehicles.
func (Vehicle) TableName() string { return "vehicles" }
