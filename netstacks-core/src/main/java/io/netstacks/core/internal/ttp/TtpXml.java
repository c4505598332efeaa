package io.netstacks.core.internal.ttp;

import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads a template's XML: elements, attributes, text. No document type, no entities but XML's own five. */
final class TtpXml {

    private static final int MAX_DEPTH = 100;
    private static final String WRAPPED = "<template>\n";

    private TtpXml() {}

    /** Returns the template's root, which is made up where the text has several tags or none. */
    static TtpElement read(String text) {
        try {
            TtpElement root = parse(text, 0);
            if (root.tag().equals("template")) {
                return root;
            }
            TtpElement template = TtpElement.of("template", 1);
            template.children().add(root);
            return template;
        } catch (XMLStreamException alone) {
            return readWrapped(text);
        }
    }

    private static TtpElement readWrapped(String text) {
        try {
            return parse(WRAPPED + text + "\n</template>", 1);
        } catch (XMLStreamException e) {
            int line = Math.max(0, e.getLocation().getLineNumber() - 1);
            String[] lines = text.split("\n", -1);
            String offending = line >= 1 && line <= lines.length ? lines[line - 1].strip() : "";
            throw new TtpSyntaxException(
                    "not well-formed XML: " + firstLine(String.valueOf(e.getMessage()))
                            + "; write &lt; for < and &amp; for & in text",
                    line,
                    Math.max(0, e.getLocation().getColumnNumber()),
                    offending);
        }
    }

    // The parser's message says the place first and the problem on its last line
    private static String firstLine(String message) {
        int at = message.lastIndexOf("Message: ");
        String problem = at < 0 ? message : message.substring(at + "Message: ".length());
        int end = problem.indexOf('\n');
        return end < 0 ? problem : problem.substring(0, end);
    }

    private static TtpElement parse(String text, int shift) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
        TtpElementStack elements = new TtpElementStack();
        while (reader.hasNext()) {
            int from = reader.getLocation().getLineNumber() - shift;
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    elements.begin(element(reader, from));
                    if (elements.depth() > MAX_DEPTH) {
                        throw new XMLStreamException(
                                "more than " + MAX_DEPTH + " levels of tags", reader.getLocation());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> elements.end();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    elements.text(reader.getText(), from);
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.DTD ->
                    throw new XMLStreamException("document types and entities are not allowed", reader.getLocation());
                default -> {
                    // Comments and processing instructions say nothing to TTP
                }
            }
        }
        return elements.root().orElseThrow(() -> new XMLStreamException("no element", reader.getLocation()));
    }

    private static TtpElement element(XMLStreamReader reader, int line) {
        TtpElement element = TtpElement.of(reader.getLocalName(), line);
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attributes().put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
        }
        return element;
    }
}
