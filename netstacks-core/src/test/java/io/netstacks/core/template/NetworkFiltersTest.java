package io.netstacks.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netstacks.spi.error.TemplateException;
import io.netstacks.spi.template.RenderOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results are those that the documentation of ansible.utils and ansible.builtin shows. */
class NetworkFiltersTest {

    private final JinjaTemplateEngine engine = new JinjaTemplateEngine();

    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
            '192.168.144.5'|ipsubnet(20) => 192.168.144.0/20
            '192.168.144.5'|ipsubnet(18,0) => 192.168.128.0/18
            '192.168.144.5'|ipsubnet(18,5) => 192.168.144.0/23
            '192.168.144.5'|ipsubnet(18,-1) => 192.168.144.4/31
            '192.168.144.5'|ipsubnet(18,-5) => 192.168.144.0/27
            '192.168.144.5'|ipsubnet(18,14) => False
            '192.168.144.5'|ipsubnet('192.168.0.0/16') => 36870
            '192.168.144.0/20'|ipsubnet('192.168.0.0/16') => 10
            '192.168.144.0/20'|ipsubnet('10.0.0.0/8') => False
            {'a':[1,2],'b':{'x':1}}|combine({'a':[3],'b':{'y':2}}) => {'a': [3], 'b': {'y': 2}}
            {'a':[1,2],'b':{'x':[1]}}|combine({'a':[3,2],'b':{'x':[2]}},recursive=true,list_merge='append') => {'a': [1, 2, 3, 2], 'b': {'x': [1, 2]}}
            {'a':[1,2]}|combine({'a':[3,2]},list_merge='append_rp') => {'a': [1, 3, 2]}
            {'a':[1,2]}|combine({'a':[3,2]},list_merge='prepend') => {'a': [3, 2, 1, 2]}
            {'a':[1,2]}|combine({'a':[3,2]},list_merge='prepend_rp') => {'a': [3, 2, 1]}
            {'a':[1,2]}|combine({'a':[3,2]},list_merge='keep') => {'a': [1, 2]}
            [1,2,2,3]|union([3,4,4]) => [1, 2, 3, 4]
            [1,2,2,3]|intersect([3,2]) => [2, 3]
            [1,2,2,3]|difference([3]) => [1, 2]
            [1,2]|symmetric_difference([2,3]) => [1, 3]
            [1,2,3]|zip_longest(['a'],fillvalue='-')|list => [(1, 'a'), (2, '-'), (3, '-')]
            'a: yes'|from_yaml => {'a': True}
            '[010, 1:30, 1e3, 0x1f, 10.0.0.1, ~, 2020-01-01]'|from_yaml => [8, 90, '1e3', 31, '10.0.0.1', None, '2020-01-01']
            ''|from_yaml => None
            """)
    @ParameterizedTest
    void gives_what_ansible_documents(String expression, String expected) {
        assertThat(engine.render("{{ " + expression + " }}", Map.of(), RenderOptions.defaults()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'a: 1\\na: 2'|from_yaml",
                "'2020-01-01 10:00:00'|from_yaml",
                "'!!set {a}'|from_yaml",
                "'!!python/object:os.system x'|from_yaml",
                "'--- 1\\n--- 2'|from_yaml",
                "'[1'|from_yaml",
                "{}|combine({}, list_merge='sideways')"
            })
    void refuses_what_it_would_only_guess(String expression) {
        assertThatThrownBy(() -> engine.render("{{ " + expression + " }}", Map.of(), RenderOptions.defaults()))
                .isInstanceOf(TemplateException.class);
    }

    @Test
    void reads_several_documents() {
        assertThat(engine.render(
                        "{{ t|from_yaml_all|list }}", Map.of("t", "--- 1\n--- {a: no}\n"), RenderOptions.defaults()))
                .isEqualTo("[1, {'a': False}]");
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    '192.168.0.1'|ipaddr => 192.168.0.1
                    'nonsense'|ipaddr => False
                    '192.0.2.1/24'|ipaddr('address') => 192.0.2.1
                    '192.0.2.1/24'|ipaddr('network') => 192.0.2.0
                    '192.0.2.1/24'|ipaddr('netmask') => 255.255.255.0
                    '192.0.2.1/24'|ipaddr('prefix') => 24
                    '192.0.2.1/24'|ipaddr('broadcast') => 192.0.2.255
                    '192.0.2.1/24'|ipaddr('subnet') => 192.0.2.0/24
                    '192.0.2.0/24'|ipaddr('1') => 192.0.2.1/24
                    '192.0.2.0/24'|ipaddr('-1') => 192.0.2.255/24
                    '192.0.2.0/24'|ipaddr('first_usable') => 192.0.2.1
                    '192.0.2.0/24'|ipaddr('range_usable') => 192.0.2.1-192.0.2.254
                    '192.0.2.5/255.255.255.0'|ipaddr('hostmask') => 0.0.0.255
                    '192.168.122.1/24'|ipaddr('next_usable') => 192.168.122.2
                    '192.0.2.1'|ipaddr('int') => 3221225985
                    '192.0.2.1'|ipaddr('revdns') => 1.2.0.192.in-addr.arpa.
                    '10.1.2.3'|ipaddr('private') => 10.1.2.3
                    '8.8.8.8'|ipaddr('private') => False
                    ['10.0.0.1','::1','x']|ipv4 => ['10.0.0.1']
                    ['10.0.0.1','2001:DB8:0:0::1/64']|ipv6 => ['2001:db8::1/64']
                    '2001:db8::1'|ipwrap => [2001:db8::1]
                    '192.168.144.5'|ipsubnet(20) => 192.168.144.0/20
                    '192.168.0.0/16'|ipsubnet(20) => 16
                    '192.168.0.0/16'|ipsubnet(20, 0) => 192.168.0.0/20
                    '192.168.0.0/16'|ipsubnet(20, -1) => 192.168.240.0/20
                    '192.168.1.5'|ipmath(5) => 192.168.1.10
                    '192.168.0.5'|ipmath(-10) => 192.167.255.251
                    '10.0.0.0/8'|nthhost(305) => 10.0.1.49
                    '10.0.0.0/24'|network_in_usable('10.0.0.255') => False
                    '10.0.0.0/24'|network_in_usable('10.0.0.32') => True
                    ['192.168.0.0/17','192.168.128.0/17','192.168.128.1']|cidr_merge => ['192.168.0.0/16']
                    ['192.168.1.1','192.168.5.8']|cidr_merge('span') => 192.168.0.0/21
                    '1a:2b:3c:4d:5e:6f'|hwaddr('cisco') => 1a2b.3c4d.5e6f
                    '1a2b.3c4d.5e6f'|hwaddr('linux') => 1a:2b:3c:4d:5e:6f
                    'fdcf:1894:23b5:d38c::/64'|slaac('c2:31:b3:83:bf:2b') => fdcf:1894:23b5:d38c:c031:b3ff:fe83:bf2b
                    [1,2,3,10,12,13,14]|vlan_parser => ['1-3,10,12-14']
                    '1,10-12,15'|vlan_expander => [1, 10, 11, 12, 15]
                    'server1/database42'|regex_search('database[0-9]+') => database42
                    'foobar'|regex_search('z') => None
                    'a=1 b=2'|regex_search('a=(\\\\d)', '\\\\1') => ['1']
                    'foobar'|regex_replace('^f.*o(.*)$', '\\\\1') => bar
                    '1.1.1.1 2.2.2.2'|regex_findall('\\\\d\\\\.\\\\d') => ['1.1', '1.1', '2.2', '2.2']
                    {'b': [1, true, none]}|to_json => {"b": [1, true, null]}
                    '{"a": 1.5}'|from_json => {'a': 1.5}
                    'a: [1, x]'|from_yaml => {'a': [1, 'x']}
                    'test1'|hash('sha1') => b444ac06613fc8d63795be9ad0beaf55011936ac
                    'abc'|b64encode => YWJj
                    {'a':{'x':1}}|combine({'a':{'y':2}}, recursive=true) => {'a': {'x': 1, 'y': 2}}
                    [3,[4,[2]],none]|flatten => [3, 4, 2]
                    [3,[4,[2]]]|flatten(levels=1) => [3, 4, [2]]
                    ['a','b']|product([1,2])|list => [('a', 1), ('a', 2), ('b', 1), ('b', 2)]
                    [1,2]|zip(['a','b'])|list => [(1, 'a'), (2, 'b')]
                    {'a':1}|dict2items => [{'key': 'a', 'value': 1}]
                    [{'key':'a','value':1}]|items2dict => {'a': 1}
                    [{'n':'a','k':[1,2]}]|subelements('k')|length => 2
                    true|ternary('y','n') => y
                    none|ternary('y','n','z') => z
                    """)
    void gives_what_ansible_gives(String expression, String expected) {
        String text = engine.render("{{ " + expression + " }}", Map.of(), RenderOptions.defaults());

        assertThat(text).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiterString = "=>", quoteCharacter = '`', textBlock = """
                    {'b':1,'a':[1,'x y'],'c':{'d':'yes'}} => a:%- 1%- x y%b: 1%c:%    d: 'yes'%
                    [{'a':1,'b':2}] => -   a: 1%    b: 2%
                    """)
    void lays_yaml_out_as_ansible_does(String value, String expected) {
        String text = engine.render(
                "{{ " + value + "|to_nice_yaml }}", Map.of("unused", List.of()), RenderOptions.defaults());

        assertThat(text).isEqualTo(expected.replace('%', '\n'));
    }
}
