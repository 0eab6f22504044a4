package dev.mortise.controller.adapter.audit;

import java.util.Optional;

/** Keeps what people did. */
public interface Audit {

    /** Where nobody is asked who they are, nothing is kept. */
    Audit NONE = new Audit() {
        @Override
        public void note(Deed deed) {}

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }
    };

    /** Does not wait for the disk. */
    void note(Deed deed);

    /** Why it keeps nothing now; empty while it does. */
    Optional<String> trouble();
}
