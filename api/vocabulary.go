package api

import "context"

// Vocabulary is what people call the things that answers name.
type Vocabulary struct {
	Words map[string]string `json:"words" doc:"By key. Look a value up as field.value first, as medium.visit, then as the value alone. Types of events, also those in a notice's what and in the step of a file's register, are looked up as event.value first." example:"{\"medium.visit\":\"in person\",\"visit\":\"visit\"}"`
	Roles map[string]string `json:"roles" doc:"What a role is called, by its id." example:"{\"general_manager\":\"General manager\"}"`
}

// vocabulary says the words in the caller's language, and the roles of the binder in force.
func (s *Server) vocabulary(ctx context.Context, _ *struct{}) (*bodyOutput[Vocabulary], error) {
	book, _, err := s.book(ctx)
	if err != nil {
		return nil, err
	}
	lang := requestOf(ctx).lang
	out := Vocabulary{Words: make(map[string]string, len(words)), Roles: map[string]string{}}
	for key, w := range words {
		out.Words[key] = w.in(lang)
	}
	for _, role := range book.Roles() {
		out.Roles[role.ID] = roleTitle(book, role.ID, lang)
	}
	return &bodyOutput[Vocabulary]{out}, nil
}
