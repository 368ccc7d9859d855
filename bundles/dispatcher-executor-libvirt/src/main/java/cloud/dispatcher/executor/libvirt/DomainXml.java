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
 * @param tap the host's end of its first network interface; null where it has none, or is off
 */
record DomainXml(String type, @Nullable Tag tag, @Nullable String tap) {

    static DomainXml parse(String text) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(text)))
                    .getDocumentElement();
            return new DomainXml(root.getAttribute("type"), tag(root), tap(root));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("libvirt's own XML cannot be read", e);
        }
    }

    private static @Nullable String tap(Element root) {
        var cards = root.getElementsByTagName("interface");
        if (cards.getLength() == 0 || !(cards.item(0) instanceof Element card)) {
            return null;
        }
        var targets = card.getElementsByTagName("target");
        return targets.getLength() > 0 && targets.item(0) instanceof Element target && target.hasAttribute("dev")
                ? target.getAttribute("dev")
                : null;
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
