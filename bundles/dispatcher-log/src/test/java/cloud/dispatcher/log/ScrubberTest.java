package cloud.dispatcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScrubberTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Authorization: Bearer s3cr3t-Tok3n_value~xyz                    | Authorization: ***
            {"Authorization": "Basic dXNlcjpzM2NyM3Q="}                     | {"Authorization": "***"}
            sent with bearer s3cr3t-Tok3n_value                             | sent with bearer ***
            authorization=AWS4-HMAC-SHA256 Credential=AKID/2026, Signature=s3cr3t | authorization=***, Signature=s3cr3t
            Cookie: session=s3cr3t; other=s3cr3t                            | Cookie: ***
            password=s3cr3t, user=joe                                       | password=***, user=joe
            "password" : "s3cr\\"3t", "user" : "joe"                        | "password" : ***, "user" : "joe"
            dbPassword: s3cr3t                                              | dbPassword: ***
            secretKey = 's3cr3t with blanks' done                           | secretKey = *** done
            https://cloud/v1?api_key=s3cr3t&page=2                          | https://cloud/v1?api_key=***&page=2
            X-Auth-Token: s3cr3t                                            | X-Auth-Token: ***
            {"userData":"#cloud-config s3cr3t","name":"web"}                | {"userData":***,"name":"web"}
            Connection to https://joe:s3cr3t@cloud.example/ lost            | Connection to https://joe:***@cloud.example/ lost
            account:create a ec2 -c accessId=s3cr3t --credential pin=s3cr3t | account:create a ec2 -c accessId=*** --credential pin=***
            used AKIAIOSFODNN7EXAMPLE twice                                 | used *** twice
            found wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1 there           | found wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY1 there
            found wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEX there            | found *** there
            filled HeapByteBuffer@1[p=0,l=9,c=9]={<<<s3cr3t\\r\\n>>>s3cr3t}  | filled HeapByteBuffer@1[p=0,l=9,c=9]={***
            """)
    void what_looks_like_a_secret_is_hidden(String text, String clean) {
        assertThat(Scrubber.scrub(text)).isEqualTo(clean);
    }

    @Test
    void a_private_key_is_hidden_whole() {
        var key = "-----BEGIN RSA PRIVATE KEY-----\nMIIs3cr3t\nMIIs3cr3t\n-----END RSA PRIVATE KEY-----";
        assertThat(Scrubber.scrub("Read " + key + " from the file")).isEqualTo("Read *** from the file");
        assertThat(Scrubber.scrub("Read " + key.substring(0, 50))).isEqualTo("Read ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Launch of demo-1 was accepted.",
                "The administrator's token was made: it is in /opt/dispatcher/var/admin.token.",
                "More than one SERVER answers to the token 01a2179d-aabe-7000-a074-4067fbd3179e of server web: i-1, i-2.",
                "created {clientToken=01a2179d-aabe-7000-a074-4067fbd3179e, name=web}",
                "keyPair=ops, size=small",
                "Basic authentication is offered.",
                "Send Authorization: Bearer <token>.",
                "commit 1d14c3d7b6b9e3a5f1c1f1f2d3a4b5c6d7e8f901",
                "The API answers on http://[::]:3302."
            })
    void what_is_none_stays(String text) {
        assertThat(Scrubber.scrub(text)).isSameAs(text);
    }
}
