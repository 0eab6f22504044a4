package dev.mortise.controller.adapter.plantserver.mapping;

import java.nio.charset.StandardCharsets;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;

/** Units of measured values, by their codes of UN/CEFACT. */
public final class Units {

    public static final EUInformation RADIAN = unit("C81", "rad", "radian");
    public static final EUInformation METRE = unit("MTR", "m", "metre");
    public static final EUInformation RADIAN_PER_SECOND = unit("2A", "rad/s", "radian per second");
    public static final EUInformation METRE_PER_SECOND = unit("MTS", "m/s", "metre per second");
    public static final EUInformation KILOGRAM = unit("KGM", "kg", "kilogram");

    public static final EUInformation NEWTON_METRE = unit("NU", "N·m", "newton metre");
    public static final EUInformation DEGREE = unit("DD", "°", "degree [unit of angle]");

    public static final EUInformation ONE = unit("C62", "1", "one");

    private static final String URI = "http://www.opcfoundation.org/UA/units/un/cefact";

    /** A word has no number of a code list. */
    private static final int NO_CODE = -1;

    private Units() {}

    /** A unit of the plan's or a device's own words. */
    public static EUInformation word(String unit) {
        return new EUInformation("", NO_CODE, LocalizedText.english(unit), LocalizedText.english(unit));
    }

    private static EUInformation unit(String code, String symbol, String name) {
        return new EUInformation(URI, number(code), LocalizedText.english(symbol), LocalizedText.english(name));
    }

    /** OPC 10000-8, 5.6.3.3: the code's bytes as a number. */
    private static int number(String code) {
        int number = 0;
        for (byte letter : code.getBytes(StandardCharsets.US_ASCII)) {
            number = number << Byte.SIZE | letter;
        }
        return number;
    }
}
