package dev.mortise.controller.adapter.web;

import dev.mortise.controller.domain.access.Act;

/** What somebody has to be for a route. */
sealed interface Need {

    /** Nothing is asked: it says nothing of the plant, or is how somebody comes in. */
    Need NOTHING = new Nothing();

    /** Logged in, whatever the role. */
    Need LOG_IN = new LogIn();

    /** What the question of the path asks of whoever answers it. */
    Need WHAT_THE_QUESTION_NEEDS = new OfQuestion();

    Need READ = new To(Act.READ);

    record Nothing() implements Need {}

    record LogIn() implements Need {}

    /** A role that may do this. */
    record To(Act act) implements Need {}

    record OfQuestion() implements Need {}
}
