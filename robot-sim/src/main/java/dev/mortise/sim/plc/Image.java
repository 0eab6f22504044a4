package dev.mortise.sim.plc;

/** The process image: what the program reads and writes at each scan. */
public interface Image {

    /** Newest value somebody wrote; the type's zero before that. */
    Object read(String path);

    /** Shows a value. */
    void show(String path, Object value);

    /** Shows that nothing is known of a value, as a PLC does for an input whose card is missing: bad quality. */
    void unknown(String path);

    default String text(String path) {
        return (String) read(path);
    }

    default long number(String path) {
        return ((Number) read(path)).longValue();
    }

    default String[] texts(String path) {
        return (String[]) read(path);
    }

    default Double[] numbers(String path) {
        return (Double[]) read(path);
    }
}
