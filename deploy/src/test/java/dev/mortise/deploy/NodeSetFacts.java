package dev.mortise.deploy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The facts in a published NodeSet2 file, without its prose: one line of JSON for the model, one for each node. Ids are
 * NAMESPACE:NUMBER; namespace 0 is the core, the others are listed in the first line. What the letters mean is told in
 * {@code controller/plant-server.md}.
 */
final class NodeSetFacts {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** Class letters; V and W are variables and their types, O and T objects and theirs. */
    private static final Map<String, String> CLASSES = Map.of(
            "UAObject", "O",
            "UAVariable", "V",
            "UAMethod", "M",
            "UAObjectType", "T",
            "UAVariableType", "W",
            "UADataType", "D",
            "UAReferenceType", "R");

    /** Type dictionaries: prose, superseded. Single structures: empty ones, as defaults of declarations. */
    private static final Set<String> LEFT_OUT = Set.of("ByteString", "ExtensionObject");

    private final Element root;
    private final Map<String, String> aliases = new HashMap<>();

    private NodeSetFacts(Element root) {
        this.root = root;
        children(child(root, "Aliases"), "Alias")
                .forEach(alias -> aliases.put(alias.getAttribute("Alias"), alias.getTextContent()));
    }

    static List<String> of(Path file) throws IOException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            Document document = factory.newDocumentBuilder().parse(file.toFile());
            return new NodeSetFacts(document.getDocumentElement()).lines();
        } catch (ParserConfigurationException | SAXException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        Element model = child(child(root, "Models").orElseThrow(), "Model").orElseThrow();
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("model", model.getAttribute("ModelUri"));
        head.put("version", model.getAttribute("Version"));
        head.put("published", model.getAttribute("PublicationDate"));
        head.put(
                "namespaces",
                children(child(root, "NamespaceUris"), "Uri").stream()
                        .map(Element::getTextContent)
                        .toList());
        lines.add(JSON.writeValueAsString(head));
        for (Element node : children(Optional.of(root), null)) {
            if (CLASSES.containsKey(node.getLocalName())) {
                lines.add(JSON.writeValueAsString(node(node)));
            }
        }
        return lines;
    }

    private Map<String, Object> node(Element node) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("c", CLASSES.get(node.getLocalName()));
        facts.put("i", id(node.getAttribute("NodeId")));
        String browse = name(node.getAttribute("BrowseName"));
        facts.put("n", browse);
        String display = child(node, "DisplayName").map(Element::getTextContent).orElse("");
        if (!browse.substring(browse.indexOf(':') + 1).equals(display)) {
            facts.put("d", display);
        }
        attributes(node, facts);
        child(node, "InverseName").ifPresent(inverse -> facts.put("inverse", inverse.getTextContent()));
        child(node, "Definition").ifPresent(definition -> facts.put("fields", fields(definition, facts)));
        child(node, "Value")
                .flatMap(value -> children(Optional.of(value), null).stream().findFirst())
                .filter(value -> !LEFT_OUT.contains(value.getLocalName()))
                .ifPresent(value -> {
                    facts.put("valueType", value.getLocalName());
                    facts.put("value", value(value));
                });
        List<String> references = new ArrayList<>();
        for (Element reference : children(child(node, "References"), "Reference")) {
            references.add((reference.getAttribute("IsForward").equals("false") ? "<" : ">")
                    + id(reference.getAttribute("ReferenceType")) + " "
                    + id(reference.getTextContent()));
        }
        facts.put("r", references);
        return facts;
    }

    private void attributes(Element node, Map<String, Object> facts) {
        put(node, "IsAbstract", facts, "abstract");
        put(node, "Symmetric", facts, "symmetric");
        put(node, "EventNotifier", facts, "notifier");
        put(node, "AccessLevel", facts, "access");
        put(node, "ValueRank", facts, "rank");
        put(node, "ArrayDimensions", facts, "dimensions");
        if (node.hasAttribute("DataType")) {
            facts.put("type", id(node.getAttribute("DataType")));
        }
    }

    private static void put(Element node, String attribute, Map<String, Object> facts, String key) {
        if (node.hasAttribute(attribute)) {
            facts.put(key, node.getAttribute(attribute));
        }
    }

    private List<Map<String, Object>> fields(Element definition, Map<String, Object> facts) {
        put(definition, "IsOptionSet", facts, "optionSet");
        put(definition, "IsUnion", facts, "union");
        List<Map<String, Object>> fields = new ArrayList<>();
        for (Element field : children(Optional.of(definition), "Field")) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("n", field.getAttribute("Name"));
            put(field, "Value", one, "value");
            put(field, "ValueRank", one, "rank");
            put(field, "ArrayDimensions", one, "dimensions");
            put(field, "IsOptional", one, "optional");
            put(field, "AllowSubTypes", one, "subtypes");
            if (field.hasAttribute("DataType")) {
                one.put("type", id(field.getAttribute("DataType")));
            }
            fields.add(one);
        }
        return fields;
    }

    /** Text of simple values, lists of lists; of structures every member but their descriptions. */
    private Object value(Element value) {
        String kind = value.getLocalName();
        if (kind.startsWith("ListOf")) {
            return children(Optional.of(value), null).stream().map(this::value).toList();
        }
        return switch (kind) {
            case "ExtensionObject" ->
                child(value, "Body")
                        .flatMap(body ->
                                children(Optional.of(body), null).stream().findFirst())
                        .map(this::structure)
                        .orElse(Map.of());
            case "LocalizedText" ->
                child(value, "Text").map(Element::getTextContent).orElse("");
            case "QualifiedName" ->
                child(value, "NamespaceIndex").map(Element::getTextContent).orElse("0") + ":"
                        + child(value, "Name").map(Element::getTextContent).orElse("");
            default -> value.getTextContent().strip();
        };
    }

    private Map<String, Object> structure(Element structure) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("structure", structure.getLocalName());
        for (Element member : children(Optional.of(structure), null)) {
            switch (member.getLocalName()) {
                case "Description" -> {}
                case "DataType" ->
                    members.put(
                            "DataType",
                            id(child(member, "Identifier").orElseThrow().getTextContent()));
                case "DisplayName" ->
                    members.put(
                            "DisplayName",
                            child(member, "Text").map(Element::getTextContent).orElse(""));
                case "ArrayDimensions" ->
                    members.put(
                            "ArrayDimensions",
                            children(Optional.of(member), "UInt32").stream()
                                    .map(Element::getTextContent)
                                    .toList());
                default ->
                    members.put(member.getLocalName(), member.getTextContent().strip());
            }
        }
        return members;
    }

    /** {@code ns=1;i=5} and aliases as {@code 1:5}. */
    private String id(String text) {
        String id = aliases.getOrDefault(text.strip(), text.strip());
        String namespace = "0";
        if (id.startsWith("ns=")) {
            namespace = id.substring(3, id.indexOf(';'));
            id = id.substring(id.indexOf(';') + 1);
        }
        if (!id.startsWith("i=")) {
            throw new IllegalArgumentException("'" + text + "' is no numeric id");
        }
        return namespace + ":" + id.substring(2);
    }

    private static String name(String browseName) {
        return browseName.matches("[0-9]+:.*") ? browseName : "0:" + browseName;
    }

    private static Optional<Element> child(Element parent, String name) {
        return children(Optional.of(parent), name).stream().findFirst();
    }

    /** Child elements of that name; null is any. */
    private static List<Element> children(Optional<Element> parent, @Nullable String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.map(Node::getFirstChild).orElse(null); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element
                    && (name == null || element.getLocalName().equals(name))) {
                found.add(element);
            }
        }
        return found;
    }
}
