package cloud.dispatcher.executor.libvirt;

import cloud.dispatcher.model.OperationId;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What we read from a domain's own XML.
 *
 * @param tag null where it is none of a dispatcher's
 */
record DomainXml(String type, @Nullable Tag tag) {

    static DomainXml parse(String text) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)))
                    .getDocumentElement();
            return new DomainXml(root.getAttribute("type"), tag(root));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("libvirt's own XML cannot be read", e);
        }
    }

    private static @Nullable Tag tag(Element root) {
        var found = root.getElementsByTagNameNS(Tag.NAMESPACE, "server");
        if (found.getLength() == 0 || !(found.item(0) instanceof Element element)) {
            return null;
        }
        var operation = element.getAttribute("operation");
        // Anybody may write metadata.
        return operation.isBlank()
                ? null
                : new Tag(
                        element.getAttribute("installation"),
                        element.getAttribute("account"),
                        new OperationId(operation));
    }
}
