package dev.mortise.controller.port;

import dev.mortise.controller.domain.lease.Candidacy;
import dev.mortise.controller.domain.lease.Terms;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where the lease of a store is kept. The store's clock decides, for {@link Terms#TTL} at a time; each call is one step that
 * nothing comes between.
 */
public interface LeaseTable {

    /**
     * Takes the lease if nobody has it.
     *
     * @param holder a name that no other start of any controller ever had
     * @param who for people
     * @return the new epoch; empty while another has it
     * @throws IOException when the store does not answer, or not in time; it may have been taken all the same
     */
    OptionalLong take(String holder, String who) throws IOException;

    /**
     * Prolongs it from the store's now on.
     *
     * @return false when it is another's, or had run out
     * @throws IOException when the store does not answer, or not in time
     */
    boolean renew(String holder) throws IOException;

    /** Who has it, or had it last; empty before anybody had it. */
    Optional<Candidacy.Held> held() throws IOException;

    /** Lets the next one in at once; nothing happens where it is another's. */
    void release(String holder) throws IOException;
}
