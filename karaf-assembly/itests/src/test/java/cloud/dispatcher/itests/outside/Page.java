package cloud.dispatcher.itests.outside;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The page as a person uses it: by what is written on it. */
final class Page {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final Browser browser;

    private Page(Browser browser) {
        this.browser = browser;
    }

    /** Opens the page and pastes the token. */
    static Page enter(Browser browser, Distribution distribution) {
        browser.driver().get("http://127.0.0.1:" + distribution.port() + "/");
        var page = new Page(browser);
        Eventually.until(
                "the page asks for the token", SOON, () -> page.one("#token").isDisplayed());
        page.one("#token").sendKeys(distribution.api().token());
        page.one("#door button").click();
        page.becomesLive();
        return page;
    }

    /** Loads the page anew; the token is kept for the tab. */
    void reload() {
        browser.driver().navigate().refresh();
        becomesLive();
    }

    void becomesLive() {
        Eventually.until("the page is live", SOON, () -> line().equals("Live"));
    }

    private WebElement one(String css) {
        return browser.driver().findElement(By.cssSelector(css));
    }

    /** What the line at the top says. */
    String line() {
        return one("#line").getText();
    }

    /** What is said at the bottom; empty while nothing is. */
    String said() {
        return one("#said").getText();
    }

    String text() {
        return one("main").getText();
    }

    /** The row of a server, in lower case. */
    String server(String name) {
        return row("servers", name).getText().toLowerCase(Locale.ROOT);
    }

    /** The row of an operation by what it is called, such as "Stop web-1", in lower case; empty while there is none. */
    String operation(String title) {
        return rows("operations", title).stream()
                .findFirst()
                .map(row -> row.getText().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    /** The id of a listed server. */
    String id(String server) {
        return String.valueOf(row("servers", server).getDomAttribute("data-id"));
    }

    boolean has(String server) {
        return !rows("servers", server).isEmpty();
    }

    private WebElement row(String list, String name) {
        return rows(list, name).get(0);
    }

    private List<WebElement> rows(String list, String name) {
        return browser.driver()
                .findElements(By.xpath("//ul[@id='" + list + "']/li[.//b[normalize-space()='" + name + "']]"));
    }

    /** Presses a button in the row of a server. */
    void press(String button, String server) {
        press(button, row("servers", server));
    }

    /** Presses the button that cancels an operation. */
    void cancel(String operation) {
        press("Cancel", row("operations", operation));
    }

    private static void press(String button, WebElement inside) {
        var found = inside.findElement(By.xpath(".//button[normalize-space()='" + button + "']"));
        Eventually.until("it can be pressed: " + button, SOON, found::isEnabled);
        found.click();
    }

    /** Opens a form. */
    void open(String button) {
        press(button, one("main"));
        Eventually.until(
                "the form is there",
                SOON,
                () -> !browser.driver().findElements(By.name("name")).isEmpty());
    }

    void fill(String field, String text) {
        replace(one("#fields [name=" + field + "]"), text);
    }

    private static void replace(WebElement input, String text) {
        input.sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE, text);
    }

    void choose(String field, String text) {
        one("#fields [name=" + field + "]")
                .findElement(By.xpath("./option[normalize-space()='" + text + "']"))
                .click();
    }

    /** What is said at a field. */
    String complaint(String field) {
        return one("#fields label[data-id=" + field + "] em").getText();
    }

    /** What the dialog says, and its last button. */
    String dialog() {
        return one("#dialog").getText();
    }

    void submit() {
        one("#go").click();
    }

    /** Submits twice before the page can have heard of the first. */
    void submitTwice() {
        browser.driver().executeScript("arguments[0].click(); arguments[0].click();", one("#go"));
    }

    /** Until it is loaded anew: gets an answer so many times that did not come from the API. */
    void insteadOf(String path, String answer, int times) {
        browser.driver()
                .executeScript(
                        "const [end, answer, times] = arguments, real = fetch; let given = 0;"
                                + "window.fetch = (path, ...more) => path.endsWith(end) && given++ < times"
                                + " ? Promise.resolve(new Response(answer)) : real(path, ...more);",
                        path,
                        answer,
                        times);
    }

    /** Submits, and waits until what was asked for is accepted. */
    void accept() {
        submit();
        Eventually.until(
                "it is accepted: " + dialog(), SOON, () -> !one("#dialog").isDisplayed());
    }

    /** Launches servers through the form. */
    void launch(String account, String name, int count) {
        open("Launch");
        choose("account", account);
        fill("name", name);
        if (count > 1) {
            fill("count", Integer.toString(count));
        }
        accept();
    }

    void filter(String name) {
        replace(one("#name"), name);
    }

    /** Whether a part of it lies beyond the right edge of the screen. */
    boolean isTooWide() {
        return Boolean.TRUE.equals(browser.driver()
                .executeScript("return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }
}
