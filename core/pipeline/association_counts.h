#pragma once
// What the association with the whole video made of the tracks that were there. A value, so that the window can say it
// in the language of the person.

#include <string>

namespace tw::pipeline {

struct AssociationCounts {
    int before = 0;    // tracks with boxes that are replaced
    int after = 0;     // tracks that replace them
    int notPeople = 0; // of `before`: left out
    int pieces = 0;    // of `before`: became part of another one
    int fresh = 0;     // of `after`: were not there before

    // English: "82 tracks became 41: 26 were not people, 15 were pieces"
    std::string summary() const;
};

} // namespace tw::pipeline
