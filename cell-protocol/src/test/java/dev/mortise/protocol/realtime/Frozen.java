package dev.mortise.protocol.realtime;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumValueDescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.ArrayList;
import java.util.List;

/** A schema as it was frozen: whatever it has, a later one has, too, and unchanged. */
final class Frozen {

    private final FileDescriptorProto frozen;
    private final List<String> changes = new ArrayList<>();

    Frozen(FileDescriptorProto frozen) {
        this.frozen = frozen;
    }

    /** What a later schema does not have as it was; nothing that was added is among it. */
    List<String> changes(FileDescriptorProto later) {
        changes.clear();
        same("package", frozen.getPackage(), later.getPackage());
        same("syntax", frozen.getSyntax(), later.getSyntax());
        for (DescriptorProto message : frozen.getMessageTypeList()) {
            later.getMessageTypeList().stream()
                    .filter(other -> other.getName().equals(message.getName()))
                    .findFirst()
                    .ifPresentOrElse(other -> message(message, other), () -> gone(message.getName()));
        }
        for (EnumDescriptorProto values : frozen.getEnumTypeList()) {
            later.getEnumTypeList().stream()
                    .filter(other -> other.getName().equals(values.getName()))
                    .findFirst()
                    .ifPresentOrElse(other -> values(values, other), () -> gone(values.getName()));
        }
        return List.copyOf(changes);
    }

    private void message(DescriptorProto was, DescriptorProto is) {
        for (FieldDescriptorProto field : was.getFieldList()) {
            String name = was.getName() + "." + field.getName();
            is.getFieldList().stream()
                    .filter(other -> other.getName().equals(field.getName()))
                    .findFirst()
                    .ifPresentOrElse(other -> same(name, wire(field), wire(other)), () -> gone(name));
        }
    }

    /** Without {@code optional} a zero would not be on the wire. */
    private static String wire(FieldDescriptorProto field) {
        return "number " + field.getNumber() + ", " + field.getType() + " " + field.getTypeName() + ", "
                + field.getLabel() + (field.getProto3Optional() ? ", optional" : "")
                + (field.getOptions().getPacked() ? ", packed" : "");
    }

    private void values(EnumDescriptorProto was, EnumDescriptorProto is) {
        for (EnumValueDescriptorProto value : was.getValueList()) {
            String name = was.getName() + "." + value.getName();
            is.getValueList().stream()
                    .filter(other -> other.getName().equals(value.getName()))
                    .findFirst()
                    .ifPresentOrElse(
                            other -> same(name, "number " + value.getNumber(), "number " + other.getNumber()),
                            () -> gone(name));
        }
    }

    private void gone(String name) {
        changes.add(name + " is gone");
    }

    private void same(String name, String was, String is) {
        if (!was.equals(is)) {
            changes.add(name + " was " + was + " and is " + is);
        }
    }
}
