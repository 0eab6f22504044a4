package dev.mortise.controller.adapter.plantserver;

import java.nio.charset.StandardCharsets;
import org.eclipse.milo.opcua.stack.core.types.builtin.LocalizedText;
import org.eclipse.milo.opcua.stack.core.types.structured.EUInformation;

/** Units of measured values, by their codes of UN/CEFACT. */
final class Units {

    static final EUInformation RADIAN = unit("C81", "rad", "radian");
    static final EUInformation METRE = unit("MTR", "m", "metre");
    static final EUInformation RADIAN_PER_SECOND = unit("2A", "rad/s", "radian per second");
    static final EUInformation METRE_PER_SECOND = unit("MTS", "m/s", "metre per second");
    static final EUInformation KILOGRAM = unit("KGM", "kg", "kilogram");

    static final EUInformation NEWTON_METRE = unit("NU", "N·m", "newton metre");
    static final EUInformation DEGREE = unit("DD", "°", "degree [unit of angle]");

    private static final String URI = "http://www.opcfoundation.org/UA/units/un/cefact";

    private Units() {}

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
