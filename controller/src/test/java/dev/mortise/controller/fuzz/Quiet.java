package dev.mortise.controller.fuzz;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** A target refuses thousands of inputs a second, and nobody reads why. */
public final class Quiet {

    private Quiet() {}

    public static void please() {
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.OFF);
        for (Logger logger :
                ((ch.qos.logback.classic.LoggerContext) LoggerFactory.getILoggerFactory()).getLoggerList()) {
            logger.setLevel(Level.OFF);
        }
    }
}
